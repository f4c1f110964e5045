//! What stands right beside two figures, days or posts tells whether they are of one thing.

use crate::against::{errors, expect, held, verdicts};

const SHOW: &str =
    "今年的陶艺节带来两座古窑的青釉瓷器160余件,按烧制年代分室陈列。展馆是一幢14层塔楼,老窑距今有三百多年历史。";

#[test]
fn figures_of_one_noun_are_of_one_thing() {
    expect(
        SHOW,
        &[
            ("陶艺节展出藏家出借的青釉瓷器160余件。", None),
            ("陶艺节展出藏家出借的青釉瓷器240余件。", Some("160余件")),
            // Of a part, of another building, of something else.
            ("陶艺节展出瓷器160余件,其中官窑瓷器70件。", None),
            ("河对岸一幢22层塔楼当晚也亮了灯。", None),
            ("陶艺节请来窑工240余名。", None),
            ("老窑距今有七百多年历史。", Some("三百多年")),
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
        "环湖越野跑中,陆启航用1小时31分08秒第一个到达终点,打破了石明远跑出的1小时31分15秒的全县纪录。",
        &[
            ("陆启航用1小时31分08秒第一个到达,改写了1小时31分15秒的全县纪录。", None),
            ("陆启航用1小时30分42秒第一个到达,改写了1小时31分15秒的全县纪录。", Some("1小时31分08秒")),
            ("陆启航用1小时31分08秒第一个到达,改写了1小时30分57秒的全县纪录。", Some("1小时31分15秒")),
            ("陆启航赛前训练了3小时。", None),
        ],
    );
    expect(
        "Mara Lind won the walk in 1 hour 31 minutes 8 seconds, breaking the national record.",
        &[
            ("Mara Lind broke the national record in 1 hour 31 minutes 8 seconds.", None),
            (
                "Mara Lind broke the national record in 1 hour 30 minutes 42 seconds.",
                Some("1 hour 31 minutes 8 seconds"),
            ),
            ("Mara Lind trains for 3 hours a day.", None),
        ],
    );
}

#[test]
fn a_day_to_come_may_stand_before_the_word_of_the_plan() {
    expect(
        "远岸队将在5月9日的冰球决赛中会会河湾队。",
        &[
            ("远岸队5月9日将在冰球决赛中遇上河湾队。", None),
            ("远岸队5月6日将在冰球决赛中遇上河湾队。", Some("5月9日")),
            // What is planned is not what came of it.
            ("远岸队5月6日在冰球决赛中赢了河湾队。", None),
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
        "省商会副会长顾怀远、青屿市市长陶静之、港务局局长石明远等二百多人到场祝贺。",
        &[
            ("青屿市市长陶静之、省商会副会长顾怀远等到场祝贺。", None),
            ("青屿市市长陶静之、省商会副会长陆文昭等到场祝贺。", Some("顾怀远")),
            ("省商会副会长陆文昭昨天去了河湾县。", None),
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
        ("第四局王静之连丢三分,第五局才稳住。", "第四轮王静之要打陆启航。"),
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
        ("上周末全国书市收入突破6亿元。", "全年外卖平台收入约4100亿元。", "unsupported"),
        ("Box office sales passed $2 million.", "Online sales came to about $330 million.", "unsupported"),
        ("上周末全国书市收入突破6亿元。", "全国书市收入约6.4亿元。", "imprecise"),
        ("木钟铸于2011年。", "铭文写着2011年8月17日。", "unsupported"),
        ("The tablet dates from 2015.", "It was signed on 23 March 2015.", "unsupported"),
        ("2016年,三座县城的盗伐案件有所增加。", "2016年,护林队查办盗伐案件410起。", "supported"),
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
        "县里测得水样合格率为72.4%。省里另有一份抽查,青屿县水样合格率为74.9%,比县里公布的72.4%高。",
        &[("检测表明,县里水样合格率达到72.4%。", None)],
    );
    expect(
        "Ticket income for the spring season is expected to be between $2.14 million and $2.19 million. Ticket income for \
         the autumn season was $2.23 million.",
        &[("Ticket income for the spring season is anticipated to be between $2.14 million and $2.19 million.", None)],
    );
}
