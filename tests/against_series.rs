//! Figures of several things that a reference tells in the same words: each is of its own.

use crate::against::{expect, held, verdicts};

const MARKET: &str = "截至收盘,云杉期货领涨,主力合约收于每吨2610元,较前一交易日结算价上涨58元,涨幅2.27%。红松期货领跌,主力合约\
    收于每吨1840元,较前一交易日结算价下跌41元,跌幅2.18%。林产品近全线收涨:杉木期货主力合约收于每吨812元,涨幅1.4%;竹浆期货\
    主力合约收于每吨5310元,涨幅0.6%;松香期货主力合约收于每吨9240元,涨幅0.03%;软木期货主力合约收于每吨1475元,涨幅0.9%。";

#[test]
fn a_figure_of_one_thing_is_not_held_against_that_of_another() {
    expect(
        MARKET,
        &[
            ("冷杉期货领跌,主力合约收于每吨1930元,较前一交易日结算价下跌62元。", None),
            ("银桦期货价格尾盘大幅下跌,主力合约收于每吨7310元,较前一交易日结算价下跌19元。", None),
            ("红松期货领跌,主力合约收于每吨1840元,较前一交易日结算价下跌41元,跌幅2.18%。", None),
            ("红松期货领跌,主力合约收于每吨1840元,较前一交易日结算价下跌14元,跌幅2.18%。", Some("41元")),
        ],
    );
    expect(
        "Shares of Brisk Harbour rose 3.1%. Shares of Tall Pine rose 1.2%. Shares of Low Marsh fell 0.8%. Shares of Old \
         Quay rose 0.4%.",
        &[
            ("Shares of Grey Fen rose 2.4%.", None),
            ("Shares of Tall Pine rose 1.2%.", None),
            ("Shares of Tall Pine rose 2.1%.", Some("1.2%")),
        ],
    );
}

#[test]
fn what_another_thing_has_does_not_excuse_a_wrong_figure() {
    expect(
        MARKET,
        &[
            ("竹浆期货次之,主力合约收于每吨5310元,涨0.6%。", None),
            ("竹浆期货次之,主力合约收于每吨5310元,涨1.4%。", Some("0.6%")),
            ("松香期货次之,主力合约收于每吨9240元,涨2.50%。", Some("0.03%")),
        ],
    );
}

#[test]
fn a_region_is_named_at_the_head_of_its_sentence() {
    expect(
        "据青岚县民政局统计,截至15日,暴雨已造成45.5万人受灾,另有5人失踪,紧急转移安置5523人。据白石县民政局统计,截至15日,\
         暴雨已造成22.6万人受灾,紧急转移安置1700人。据乌溪县民政局统计,截至15日,强降雨造成52.1万人受灾,紧急转移安置8300人。",
        &[
            ("据青岚县防汛指挥部统计,此次暴雨已造成严重损失,紧急转移安置5523人。", None),
            ("据青岚县防汛指挥部统计,此次暴雨已造成严重损失,紧急转移安置8300人。", Some("5523人")),
        ],
    );
}

#[test]
fn a_region_is_known_by_its_name_however_the_sentence_goes_on() {
    expect(
        "洛阳市林业局说,山火波及31250人,疏散村民26人。开封市林业局说,开封全市有4870人受到影响,疏散村民140人。",
        &[
            ("开封市靠山的乡镇已疏散村民140人。", None),
            ("开封市靠山的乡镇已疏散村民2100多人。", Some("140人")),
            ("安阳市靠山的乡镇已疏散村民2100多人。", None),
        ],
    );
    expect(
        "In Kerry County 4,870 people were affected and 140 people were evacuated. In Cork County 3,125 people were \
         affected and 26 people were evacuated.",
        &[
            ("In Kerry County 140 people were evacuated.", None),
            ("In Kerry County 310 people were evacuated.", Some("140 people")),
        ],
    );
}

#[test]
fn a_result_is_of_its_own_game() {
    expect(
        "第四轮比赛昨晚全面展开。青岚队主场108:91战胜白石队。乌溪队主场112:121不敌银桦队。远岸队客场106:89轻取北港队。",
        &[
            ("河湾队客场以85:73落败,没能战胜红枫队。", None),
            ("乌溪队主场以112:121不敌银桦队。", None),
            ("乌溪队主场以102:121不敌银桦队。", Some("112:121")),
        ],
    );
    expect(
        "The Otters beat the Herons 3-1 on Saturday. The Badgers lost 0-2 to the Swifts. The Lynxes drew 1-1 with the Rooks.",
        &[
            ("The Badgers lost 0-2 to the Swifts on Saturday.", None),
            ("The Badgers lost 0-4 to the Swifts on Saturday.", Some("0-2")),
            ("The Falcons lost 1-4 to the Terns on Saturday.", None),
        ],
    );
}

#[test]
fn a_result_has_a_verdict_of_its_own() {
    for (reference, article, verdict) in [
        ("乌溪队主场2:0轻取银桦队。", "乌溪队凭借前锋的进球2比0小胜银桦队。", "supported"),
        ("乌溪队昨晚主场轻取银桦队。", "乌溪队凭借前锋的进球2比0小胜银桦队。", "unsupported"),
        (
            "乌溪队首战遇上银桦队。最终乌溪队以2:0的比分结束比赛。红枫队最终以4:1战胜北港队。远岸队主场3:0轻取河湾队。",
            "乌溪队凭借前锋的进球2比0小胜银桦队。",
            "supported",
        ),
        ("The Badgers beat the Swifts 2-0.", "The Badgers won 2-0 against the Swifts.", "supported"),
        ("The Badgers beat the Swifts.", "The Badgers won 2-0 against the Swifts.", "unsupported"),
    ] {
        assert_eq!(verdicts(&held(article, reference)), [verdict], "{article}");
    }
}

#[test]
fn an_item_of_a_list_in_turn_is_named_by_a_part_of_its_words() {
    expect(
        "上半年查处的问题中,涉及枢纽站的有2件、涉及干线站的有91件、涉及支线站的有195件、涉及乡村站的有632件,分别有3人、87人、\
         953人、10308人受到处分。",
        &[("其中,支线站953人,乡村站10308人。", None), ("其中,支线站953人,乡村站2040人。", Some("10308人"))],
    );
}
