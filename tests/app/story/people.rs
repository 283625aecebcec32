//! Who is in the story, and what the two creators made.

/// Somebody who works on the contest or enters it.
pub struct Person {
    pub email: &'static str,
    pub native: &'static str,
    pub latin: &'static str,
    /// As the list of countries has it in their language.
    pub country: &'static str,
    pub organisation: &'static str,
    pub locale: &'static str,
    /// As the list of languages has it.
    pub language: &'static str,
}

impl Person {
    pub fn password(&self) -> &'static str {
        "a long enough phrase"
    }
}

pub const ADMIN: Person = Person {
    email: "wang@example.org",
    native: "王芳",
    latin: "Wang Fang",
    country: "China",
    organisation: "Organising committee",
    locale: "en",
    language: "English",
};

pub const LI: Person = Person {
    email: "li@example.cn",
    native: "李伟",
    latin: "Li Wei",
    country: "中国",
    organisation: "武汉大学",
    locale: "zh",
    language: "中文",
};

pub const ANNA: Person = Person {
    email: "anna@example.ru",
    native: "Анна Смирнова",
    latin: "Anna Smirnova",
    country: "Россия",
    organisation: "Школа № 7, Казань",
    locale: "ru",
    language: "Русский",
};

pub const SCREENER: Person = Person {
    email: "chen@example.cn",
    native: "陈静",
    latin: "Chen Jing",
    country: "中国",
    organisation: "大赛组委会",
    locale: "zh",
    language: "中文",
};

pub const JUDGES: [Person; 2] = [
    Person {
        email: "zhao@example.cn",
        native: "赵敏",
        latin: "Zhao Min",
        country: "中国",
        organisation: "北京电影学院",
        locale: "zh",
        language: "中文",
    },
    Person {
        email: "petrov@example.ru",
        native: "Иван Петров",
        latin: "Ivan Petrov",
        country: "Россия",
        organisation: "Киностудия «Волга»",
        locale: "ru",
        language: "Русский",
    },
];

/// A film, told in its creator's language.
pub struct Work {
    pub by: &'static Person,
    pub film: &'static str,
    pub poster: &'static str,
    pub title: &'static str,
    pub synopsis: &'static str,
    pub statement: &'static str,
    pub tags: &'static str,
    pub category: &'static str,
    pub made_on: &'static str,
    pub place: &'static str,
    /// Answers as the lists have them: shown before, filmed with, help of AI.
    pub shown: &'static str,
    pub with: &'static str,
    pub ai: &'static str,
    /// Points that each judge gives for theme, idea, craft and appeal.
    pub points: [[&'static str; 4]; 2],
}

/// Two judges give 8.6 and 8.
pub const MORNING: Work = Work {
    by: &LI,
    film: "sunrise.mp4",
    poster: "sunrise.jpg",
    title: "五点半的江滩",
    synopsis: "武汉江滩，天还没亮，一群素不相识的人开始跑步。",
    statement: "热力不在速度，而在有人陪你一起出发。",
    tags: "晨跑，武汉，陪伴",
    category: "运动与活力",
    made_on: "2022-11-03",
    place: "武汉市",
    shown: "从未公开",
    with: "手机",
    ai: "未使用",
    points: [["9", "8.5", "8", "9"], ["8", "8", "8", "8"]],
};

/// What the screener asks Li Wei for, and what he writes then.
pub const MORE: &str = "请在简介中写明拍了谁、他们身上发生了什么。";
pub const AMENDED: &str = "武汉江滩，天还没亮，一群素不相识的人开始跑步。退休司机老程跑了十一年，十九岁的外卖骑手小夏第一次来。太阳升起来的时候，没有人再觉得自己是一个人。";

/// Two judges give 7.7 and 7.
pub const SKIS: Work = Work {
    by: &ANNA,
    film: "aurora.webm",
    poster: "aurora.jpg",
    title: "Лыжня до соседней деревни",
    synopsis: "Каждую субботу бабушка Зоя и её внуки идут на лыжах восемь километров, чтобы выпить чаю у соседей и спеть вместе.",
    statement: "Жить ярко — значит не ждать, пока тебя позовут.",
    tags: "лыжи, семья, зима",
    category: "Спорт и энергия",
    made_on: "2023-02-18",
    place: "деревня Берёзовка",
    shown: "Нет, впервые",
    with: "Телефон",
    ai: "Не использовался",
    points: [["7", "8", "8", "8"], ["7", "7", "7", "7"]],
};
