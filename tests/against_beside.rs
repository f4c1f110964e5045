//! What stands right beside two figures, days or posts tells whether they are of one thing.

use crate::against::{errors, expect, held, verdicts};

const SHOW: &str =
    "本次展览精选两个藩国的出土精品文物130余件,以王陵葬制的比较为主线。展馆是一栋28层高楼,距今有两百多年历史。";

#[test]
fn figures_of_one_noun_are_of_one_thing() {
    expect(
        SHOW,
        &[
            ("展览共展出各地征集的珍贵文物130余件。", None),
            ("展览共展出各地征集的珍贵文物200余件。", Some("130余件")),
            // Of a part, of another building, of something else.
            ("展览共展出文物130余件,其中一级文物80件。", None),
            ("附近一栋33层高楼也参加了亮灯。", None),
            ("展览共接待观众200余名。", None),
            ("古城距今有五百多年历史。", Some("两百多年")),
        ],
    );
    expect(
        "The exhibition brings together 130 artefacts from the tombs of two rival courts. It fills a 28-storey tower.",
        &[
            ("Visitors can see 130 artefacts from the tombs of two courts.", None),
            ("Visitors can see 210 artefacts lent by museums across the country.", Some("has 130")),
            ("Visitors can see many artefacts, including 80 artefacts of gold.", None),
            ("A 33-storey tower next door was lit up as well.", None),
            ("The museum employs 210 people.", None),
        ],
    );
}

#[test]
fn what_comes_first_to_the_second_is_of_one_race() {
    expect(
        "女子竞走比赛中,陆启航以1小时25分12秒的成绩率先撞线,打破了石明远创造的1小时25分16秒的全国纪录。",
        &[
            ("陆启航以1小时25分12秒的成绩夺冠,刷新了1小时25分16秒的全国纪录。", None),
            ("陆启航以1小时24分21秒的成绩夺冠,刷新了1小时25分16秒的全国纪录。", Some("1小时25分12秒")),
            ("陆启航以1小时25分12秒的成绩夺冠,刷新了1小时24分43秒的全国纪录。", Some("1小时25分16秒")),
            ("陆启航赛前训练了3小时。", None),
        ],
    );
    expect(
        "Mara Lind won the walk in 1 hour 25 minutes 12 seconds, breaking the national record.",
        &[
            ("Mara Lind broke the national record in 1 hour 25 minutes 12 seconds.", None),
            (
                "Mara Lind broke the national record in 1 hour 24 minutes 21 seconds.",
                Some("1 hour 25 minutes 12 seconds"),
            ),
            ("Mara Lind trains for 3 hours a day.", None),
        ],
    );
}

#[test]
fn a_day_to_come_may_stand_before_the_word_of_the_plan() {
    expect(
        "远岸队将在7月4日的决赛中迎战河湾队。",
        &[
            ("远岸队7月4日将在决赛中对阵河湾队。", None),
            ("远岸队7月2日将在决赛中对阵河湾队。", Some("7月4日")),
            // What is planned is not what came of it.
            ("远岸队7月2日在决赛中战胜了河湾队。", None),
        ],
    );
    expect(
        "The Otters will meet the Badgers in the final on 4 July.",
        &[
            ("On 4 July the Otters will face the Badgers in the final.", None),
            ("On 2 July the Otters will face the Badgers in the final.", Some("4 July")),
        ],
    );
}

#[test]
fn of_one_list_of_guests_the_same_post_has_the_same_holder() {
    expect(
        "省政协副主席顾怀远、青屿市市长陶静之、驻军司令员石明远等近千人出席酒会。",
        &[
            ("青屿市市长陶静之、省政协副主席顾怀远等出席酒会。", None),
            ("青屿市市长陶静之、省政协副主席陆文昭等出席酒会。", Some("顾怀远")),
            ("省政协副主席陆文昭昨天在河湾县调研。", None),
        ],
    );
    expect(
        "Governor Alan Moor and Deputy Minister Carla Dent attended the dinner in Saltmarsh.",
        &[
            ("Governor Alan Moor and Deputy Minister Carla Dent attended the dinner.", None),
            ("Governor Alan Moor and Deputy Minister Paul Osei attended the dinner.", Some("Carla Dent")),
            ("Deputy Minister Paul Osei visited a school in Stonebridge.", None),
        ],
    );
}

#[test]
fn an_ordinal_of_rounds_is_none_of_sets() {
    for (reference, article) in [
        ("第四局被反破后,王静之连续两个发球局艰难保发。", "女单第四轮的最后一场较量在王静之与陆启航之间展开。"),
        ("After losing the fourth game, Lind held serve twice.", "Lind and Osei met in the fourth round."),
    ] {
        let report = held(article, reference);
        assert!(errors(&report).is_empty(), "{:?}", errors(&report));
        assert!(!verdicts(&report).contains(&"supported"), "{article}: {:?}", verdicts(&report));
    }
    assert!(verdicts(&held("王静之止步第四轮。", "王静之在女单第四轮输球。")).contains(&"supported"));
}

#[test]
fn support_says_as_much_as_what_it_supports() {
    for (reference, article, verdict) in [
        ("贺岁档全国票房收入突破9亿元。", "在线购物实现销售收入约3300亿元。", "unsupported"),
        ("Box office sales passed $2 million.", "Online sales came to about $330 million.", "unsupported"),
        ("贺岁档全国票房收入突破9亿元。", "全国票房收入约9.4亿元。", "imprecise"),
        ("石匾刻于2015年。", "落款为2015年3月23日。", "unsupported"),
        ("The tablet dates from 2015.", "It was signed on 23 March 2015.", "unsupported"),
        ("2015年,多数省份集资案件数同比出现增长。", "2015年,全国公安机关共立集资案件1万余起。", "supported"),
        (
            "In 2015 the number of cases grew in most provinces.",
            "In 2015 the police opened 4,310 fraud cases.",
            "supported",
        ),
    ] {
        let report = held(article, reference);
        assert!(errors(&report).is_empty(), "{:?}", errors(&report));
        assert!(verdicts(&report).contains(&verdict), "{article}: {:?}", verdicts(&report));
    }
}

#[test]
fn what_fits_as_well_forbids_a_contradiction() {
    expect(
        "公报显示,国民体质达标率为80.1%。总局也公布过分省数据,青屿省国民体质达标率为81.5%,高于本省发布的80.1%。",
        &[("监测结果显示,青屿省国民体质达标率首次超过80%,达到80.1%。", None)],
    );
    expect(
        "First-quarter revenue is expected to be between $3.515 billion and $3.575 billion. Fourth-quarter revenue was \
         $3.636 billion.",
        &[(
            "Revenue for the first quarter of the year is anticipated to be between $3.515 billion and $3.575 billion.",
            None,
        )],
    );
}
