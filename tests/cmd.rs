//! The program as its users call it: options, exit codes, what goes to which stream. See `tests/cmd`.

#[cfg(feature = "cli")]
#[test]
fn commands_answer_as_written_down() {
    trycmd::TestCases::new().case("tests/cmd/*.md").case("tests/cmd/*.toml");
}
