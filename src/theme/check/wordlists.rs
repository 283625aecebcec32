//! The built-in word lists: short on purpose. Long published lists are nearly all false hits on real titles.

use sha2::{Digest, Sha256};

use super::rules::Tier::{self, Allow, Block, Warn};

/// One built-in word: `stem` finds every word that begins with it and its inflections, else the whole word.
pub(super) struct Listed {
    pub tier: Tier,
    pub text: &'static str,
    pub stem: bool,
}

const fn word(tier: Tier, text: &'static str) -> Listed {
    Listed {
        tier,
        text,
        stem: false,
    }
}

const fn stem(tier: Tier, text: &'static str) -> Listed {
    Listed {
        tier,
        text,
        stem: true,
    }
}

/// Abuse, pornography, gambling, drugs and forged papers, with the harmless words that contain them.
#[rustfmt::skip]
pub(super) const PROHIBITED: &[Listed] = &[
    // Chinese
    word(Block, "操你"), word(Block, "草泥马"), word(Block, "傻逼"), word(Block, "傻屄"), word(Block, "贱逼"), word(Block, "婊子"),
    word(Block, "狗娘养"), word(Block, "王八蛋"), word(Block, "滚你妈"), word(Block, "去你妈"), word(Warn, "他妈的"), word(Block, "你妈逼"),
    word(Block, "赌博"), word(Block, "博彩"), word(Block, "六合彩"), word(Block, "时时彩"), word(Block, "百家乐"), word(Block, "老虎机"),
    word(Block, "网上赌场"), word(Block, "线上赌场"), word(Block, "棋牌充值"), word(Block, "色情"), word(Block, "裸聊"), word(Block, "约炮"),
    word(Block, "援交"), word(Block, "嫖娼"), word(Block, "卖淫"), word(Block, "成人影片"), word(Block, "一夜情"), word(Block, "冰毒"),
    word(Block, "摇头丸"), word(Block, "迷药"), word(Block, "代开发票"), word(Block, "办假证"), word(Block, "高利贷"), word(Block, "裸贷"),
    word(Warn, "妈的"), word(Warn, "滚蛋"), word(Warn, "混蛋"), word(Warn, "海洛因"), word(Warn, "赌场"), word(Warn, "毒品"),
    word(Allow, "妈妈的"), word(Allow, "爸妈的"), word(Allow, "姑妈的"), word(Allow, "姨妈的"), word(Allow, "舅妈的"), word(Allow, "大妈的"),
    word(Allow, "干妈的"), word(Allow, "后妈的"), word(Allow, "宝妈的"), word(Allow, "婶妈的"), word(Allow, "奶妈的"), word(Allow, "伯妈的"),
    word(Allow, "老妈的"), word(Allow, "辣妈的"), word(Allow, "你妈的"), word(Allow, "我妈的"), word(Allow, "她妈的"), word(Allow, "孩子妈的"),
    word(Allow, "滚蛋糕"), word(Allow, "禁止赌博"), word(Allow, "反赌博"), word(Allow, "拒绝赌博"), word(Allow, "远离赌博"), word(Allow, "远离毒品"), word(Allow, "拒绝毒品"),
    word(Allow, "禁毒品"), word(Allow, "体操你"), word(Allow, "广播体操你"), word(Allow, "早操你"), word(Allow, "广场舞操你"), word(Allow, "反色情"),
    // Russian
    stem(Block, "хуй"), stem(Block, "хуе"), stem(Block, "хуя"), stem(Block, "пизд"), stem(Block, "ебан"), stem(Block, "ебат"),
    stem(Block, "ебал"), stem(Block, "заеб"), stem(Block, "выеб"), stem(Block, "отъеб"), stem(Block, "долбоеб"), stem(Block, "бляд"),
    stem(Block, "блят"), stem(Block, "мудак"), stem(Block, "мудил"), stem(Block, "гандон"), stem(Block, "пидор"), stem(Block, "пидар"),
    stem(Block, "шлюх"), stem(Block, "порно"), stem(Block, "проститут"), stem(Block, "казино"), stem(Block, "букмекер"),
    word(Block, "ставки на спорт"), word(Block, "игровые автоматы"), stem(Block, "мефедрон"), stem(Block, "амфетамин"), word(Block, "купить диплом"),
    word(Block, "интим услуги"), stem(Block, "вебкам"), word(Warn, "сука"), word(Warn, "суки"), word(Warn, "сучка"), stem(Warn, "говно"),
    stem(Warn, "дерьм"), stem(Warn, "ублюд"), stem(Warn, "наркоти"), stem(Warn, "кокаин"), word(Warn, "героин"), word(Warn, "секс"), stem(Warn, "жоп"),
    // English
    stem(Block, "fuck"), stem(Block, "motherfuck"), word(Block, "cunt"), word(Block, "cunts"), stem(Block, "nigger"), word(Block, "nigga"),
    stem(Block, "faggot"), stem(Block, "porn"), word(Block, "whore"), word(Block, "sex chat"), word(Block, "escort service"), word(Block, "online casino"),
    word(Block, "sports betting"), word(Block, "slot machines"), word(Block, "buy followers"), word(Block, "fake diploma"), stem(Block, "methamphetamin"),
    word(Warn, "shit"), word(Warn, "bullshit"), word(Warn, "bitch"), word(Warn, "asshole"), word(Warn, "slut"), word(Warn, "casino"), stem(Warn, "gambl"),
    word(Warn, "cocaine"), word(Warn, "heroin"), word(Warn, "nude"), word(Warn, "sex"), word(Allow, "sex education"),
];

/// Words and phrases of advertisements; one is nothing, two different ones are a sign. Stemmed where they inflect.
#[rustfmt::skip]
pub(super) const ADVERTS: &[&str] = &[
    // Chinese
    "加微信", "加我微信", "优惠", "促销", "打折", "折扣", "特价", "包邮", "代开", "开发票", "代理", "加盟", "招商", "批发", "厂家直销", "免费领取", "限时",
    "秒杀", "下单", "抢购", "团购", "咨询热线", "欢迎来电", "来电咨询", "欢迎咨询", "欢迎选购", "返利", "返现", "兼职", "日赚", "月入", "贷款", "点击链接", "扫码",
    "私信我", "清仓", "满减", "中奖", "领奖", "赠送", "现货", "正品", "低价", "价格优惠", "售后", "服务热线", "联系电话", "诚招", "加群", "进群", "代购", "红包", "出售", "转让", "出租", "招聘", "订购", "加盟热线", "长期合作", "量大从优",
    // Russian
    "скидка", "акция", "распродажа", "купить", "заказать", "заказывайте", "доставка", "оптом", "прайс", "звоните", "пишите в личку", "в лс",
    "подработка", "заработок", "кредит", "займ", "промокод", "кэшбэк", "выгодно", "недорого", "бесплатная консультация", "цена от", "по цене",
    "низкие цены", "гарантия качества", "успейте", "переходите по ссылке", "жми на ссылку", "подпишись", "обналичивание", "рассрочка", "под ключ",
    "вакансия", "требуются", "услуги", "продажа", "продам", "предлагаем", "обращайтесь", "аренда", "в наличии", "дешево", "пишите в директ",
    // English
    "discount", "buy now", "order now", "call now", "click here", "limited time", "limited offer", "special offer", "promo code", "free entry",
    "cash prize", "guaranteed", "claim your", "claim now", "you have won", "you won", "free trial", "free gift", "unsubscribe",
    "work from home", "earn money", "make money", "loan", "mortgage", "subscribe now", "voucher", "ringtone", "text to", "reply to", "sale", "for sale",
    "wholesale", "free shipping", "apply now", "sign up now", "hurry up", "lowest price", "opt out", "per msg", "best price", "contact us",
];

/// SHA-256, hexadecimal, of the built-in lists; part of a profile's digest.
pub(super) fn digest() -> String {
    let mut hash = Sha256::new();
    for listed in PROHIBITED {
        hash.update(format!(
            "{:?}\t{}\t{}\n",
            listed.tier, listed.stem, listed.text
        ));
    }
    for term in ADVERTS {
        hash.update(term);
        hash.update("\n");
    }
    hex::encode(hash.finalize())
}
