/* SPDX-License-Identifier: MIT */
#include "article/language/lang.h"

#include "base/text.h"
#include "corpus.h"
#include "tables/languages.h"
#include "tables/words.h"
#include "test.h"

static void
check_tag(const char *declared, const char *want)
{
	struct buf out = BUF_INIT;

	buf_adds(&out, "rest");
	CHECK(lang_normalise(str_of(declared), &out) == (*want != '\0'));
	CHECK_STR(buf_str(&out), want);
	buf_release(&out);
}

static void
test_normalise(void)
{
	static const char *const tags[][2] = {
		{ "en", "en" }, { "EN-us", "en-US" }, { " de ", "de" },
		{ "en_US.UTF-8", "en-US" }, { "es-419", "es-419" },
		{ "zh_CN", "zh-Hans" }, { "zh-TW", "zh-Hant" },
		{ "zh-HK", "zh-Hant" }, { "zh-hant-cn", "zh-Hant" },
		{ "zh-Hans-CN", "zh-Hans" }, { "ZH", "zh" },
		{ "cn", "zh-Hans" }, { "cmn-Hans", "zh-Hans" },
		{ "zh-SG", "zh-Hans" }, { "jp", "ja" }, { "iw", "he" },
		{ "in-ID", "id-ID" }, { "yue-HK", "yue-HK" },
		{ "sr-latn-rs", "sr-Latn-RS" }, { "en-Latn", "en" },
		{ "de-CH-1996", "de-CH" }, { "en-XX", "en" },
		{ "en-u-ca-buddhist-US", "en" }, { "ar-Arab", "ar" },
		{ "", "" }, { "english", "" }, { "x-default", "" },
		{ "xx", "" }, { "C", "" }, { "-", "" }, { "e n", "" },
		{ "und", "" }, { "\xff", "" }, { "en;", "" },
	};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		check_tag(tags[i][0], tags[i][1]);
}

static void
test_dir(void)
{
	static const char *const rtl[] = {
		"ar", "he", "fa-IR", "UR", "yi", "ug", "ps", "sd", "dv",
		"ckb", "pa-Arab", "az-arab-IR", "ug-Arab"
	};
	static const char *const ltr[] = {
		"en", "zh-Hans", "", "arn", "ug-Latn", "fa-Latn", "ja"
	};

	for (size_t i = 0; i < sizeof(rtl) / sizeof(*rtl); i++)
		CHECK_STR(str_of(lang_dir(str_of(rtl[i]))), "rtl");
	for (size_t i = 0; i < sizeof(ltr) / sizeof(*ltr); i++)
		CHECK_STR(str_of(lang_dir(str_of(ltr[i]))), "ltr");
}

/* One sentence or two in each: what a short article begins with. */
static const char *const samples[][2] = {
	{ "zh-Hans", "今年夏天雨水很多，农民们说稻子长得比去年好。" },
	{ "zh-Hant", "今年夏天雨水很多，農民們說稻子長得比去年好。" },
	{ "ja", "今年の夏は雨が多く、農家は米の出来が良いと話している。" },
	{ "ko", "올여름에는 비가 많이 와서 벼가 작년보다 잘 자랐다." },
	{ "en", "The river rose by a metre in the night, and the people of "
	    "the village had to leave their houses before it was light." },
	{ "fr", "La rivière est montée d'un mètre pendant la nuit et les "
	    "habitants du village ont dû quitter leurs maisons." },
	{ "de", "Der Fluss stieg in der Nacht um einen Meter, und die Leute "
	    "aus dem Dorf mussten ihre Häuser verlassen." },
	{ "es", "El río subió un metro durante la noche y los vecinos del "
	    "pueblo tuvieron que dejar sus casas." },
	{ "pt", "O rio subiu um metro durante a noite e os moradores da "
	    "aldeia não puderam ficar em suas casas." },
	{ "it", "Il fiume è salito di un metro durante la notte e gli "
	    "abitanti del paese hanno lasciato le case." },
	{ "nl", "De rivier steeg in de nacht met een meter en de mensen uit "
	    "het dorp konden niet in hun huizen blijven." },
	{ "pl", "W nocy poziom wody podniósł się o metr i mieszkańcy wsi nie "
	    "mogli zostać w swoich domach." },
	{ "tr", "Nehir gece bir metre yükseldi ve köy halkı için evlerde "
	    "kalmak mümkün olmadı, bu çok zor bir geceydi." },
	{ "vi", "Nước sông đã dâng lên một mét trong đêm và người dân trong "
	    "làng không thể ở lại nhà của họ." },
	{ "id", "Air sungai naik satu meter pada malam itu dan warga desa "
	    "tidak dapat tinggal di rumah mereka." },
	{ "sv", "Floden steg med en meter under natten och de som bor i byn "
	    "var tvungna att lämna sina hus." },
	{ "cs", "Řeka se v noci zvedla o metr a lidé z vesnice museli "
	    "odejít, protože voda byla i v domech, které je třeba opravit." },
	{ "lt", "Naktį upė pakilo vienu metru ir kaimo žmonės turėjo palikti "
	    "savo namus, nes vanduo buvo jau viduje." },
	{ "et", "Jõgi tõusis öösel meetri võrra ja küla elanikud pidid oma "
	    "kodudest lahkuma, sest vesi oli juba toas." },
	/* Hardly any of the commonest words: by letters. */
	{ "cs", "Spuštění programu vyžaduje přístup k síťovému rozhraní; "
	    "bližší údaje najdete v příručce správce systému." },
	{ "vi", "Xem hướng dẫn cài đặt hệ điều hành, phần thiết lập mạng." },
	{ "ro", "Descărcați fișierele necesare, apoi reporniți sistemul." },
	{ "ru", "Ночью вода в реке поднялась на метр, и жители деревни "
	    "покинули свои дома." },
	{ "uk", "Вночі вода в річці піднялася на метр, і мешканці села "
	    "покинули свої домівки." },
	{ "bg", "През нощта водата в реката се покачи с един метър и хората "
	    "напуснаха домовете си." },
	{ "ar", "ارتفع منسوب النهر مترا في الليل وغادر أهل القرية بيوتهم." },
	{ "fa", "آب رودخانه در شب یک متر بالا آمد و مردم روستا خانه‌های خود "
	    "را ترک کردند." },
	{ "ur", "رات کو دریا کا پانی ایک میٹر بڑھ گیا اور گاؤں کے لوگوں نے "
	    "اپنے گھر چھوڑ دیے۔" },
	{ "ug", "كېچىدە دەريا سۈيى بىر مېتىر ئۆرلىدى، كەنت ئاھالىسى "
	    "ئۆيلىرىدىن چىقىپ كەتتى." },
	{ "he", "מי הנהר עלו במטר אחד בלילה ותושבי הכפר עזבו את בתיהם." },
	{ "el", "Το ποτάμι ανέβηκε ένα μέτρο τη νύχτα." },
	{ "th", "แม่น้ำสูงขึ้นหนึ่งเมตรในตอนกลางคืน" },
	{ "hi", "रात में नदी का पानी एक मीटर बढ़ गया।" },
	{ "bo", "མཚན་མོར་གཙང་པོའི་ཆུ་ཚད་སྨི་གཅིག་འཕར་སོང་།" },
};

/*
 * Of every language in Cyrillic that is told apart, also where it has few of
 * its own letters, or one that another has more of.
 */
static const char *const cyrillic[][2] = {
	{ "ru", "Сегодня в городе объявили о новой выставке, на которую "
	    "пришло много людей из разных районов." },
	{ "ru", "Подъезд дома открыт, съезд начался, объявление у входа." },
	{ "ru", "ОБЪЕДИНЕНИЕ ГОРОДОВ НАЧАТО" },
	{ "ru", "Вода в реке поднялась, и народ покинул дома." },
	{ "bg", "Пътят към града е затворен, а мостът е съборен." },
	{ "bg", "Съединението прави силата, казват хората, където живеят "
	    "българи." },
	{ "uk", "Об'єднання міст почалося, їх мешканці зібралися на площі." },
	{ "be", "Ноччу вада ў рацэ паднялася, і людзі пакінулі свае дамы." },
	{ "sr", "Ноћу је вода у реци порасла и људи су напустили куће." },
	{ "mk", "Ноќта водата во реката се крена и луѓето ги напуштија "
	    "куќите." },
	{ "kk", "Түнде өзендегі су бір метрге көтеріліп, ауыл тұрғындары "
	    "үйлерін тастап кетті." },
	{ "mn", "Шөнө голын ус нэг метрээр нэмэгдэж, тосгоны хүмүүс "
	    "гэрээсээ гарчээ." },
	{ "ky", "Түнкүсүн суунун деңгээли бир метрге көтөрүлүп, айыл "
	    "тургундары үйлөрүн таштап кетишти." },
	{ "tg", "Шабона оби дарё як метр баланд шуд ва мардуми деҳа "
	    "хонаҳои худро тарк карданд, чунки ҷойи қулай набуд." },
	{ "tt", "Төнлә елгада су бер метрга күтәрелде, һәм авыл кешеләре "
	    "өйләреннән чыгып китте, җәяү." },
};

static void
test_cyrillic(void)
{
	for (size_t i = 0; i < sizeof(cyrillic) / sizeof(*cyrillic); i++)
		CHECK_STR(lang_detect(str_of(cyrillic[i][1])),
		    cyrillic[i][0]);
}

static void
test_detect(void)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		CHECK_STR(lang_detect(str_of(samples[i][1])),
		    samples[i][0]);
}

static void
test_paths(void)
{
	static const char *const paths[][2] = {
		{ "pages/en/a.md", "en" }, { "zh-cn/a.md", "zh-Hans" },
		{ "docs/pt_BR/x/a.md", "pt-BR" }, { "zh-Hant/a.md", "zh-Hant" },
		{ "en/docs/fr/a.md", "fr" }, { "jp/a.md", "ja" },
		{ "ru/новости/a.md", "ru" },
		/* No folder, or one that is called otherwise. */
		{ "en.md", "" }, { "a/en", "" }, { "english/a.md", "" },
		{ "it/a.md", "" }, { "enx/a.md", "" }, { "en-a/a.md", "" },
		{ "", "" }, { "en", "" }, { "go/is/no/a.md", "" },
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		struct buf out = BUF_INIT;

		CHECK(lang_of_path(str_of(paths[i][0]), &out)
		    == (*paths[i][1] != '\0'));
		CHECK_STR(buf_str(&out), paths[i][1]);
		buf_release(&out);
	}
}

static void
test_too_little(void)
{
	CHECK_STR(lang_detect((struct str){ NULL, 0 }), "und");
	CHECK_STR(lang_detect(STR("42 + 17 = 59 !!!")), "und");
	CHECK_STR(lang_detect(STR("Ok")), "und");
	CHECK_STR(lang_detect(STR("\xff\xfe\x80\x80\xe4")), "und");
	CHECK_STR(lang_detect(STR("Lorem Xyzzy Qwertz Foo Bar")),
	    "und");
	CHECK_STR(lang_detect(STR("\u4e00\u4e8c\u4e09\u56db\u4e94")),
	    "zh");
}

/* Names and terms in another script do not carry the day. */
static void
test_mixed(void)
{
	CHECK_STR(lang_detect(STR("据 New York Times 与 Reuters "
	    "报道，这两国的领导人说，他们将于今年见面。")), "zh-Hans");
	CHECK_STR(lang_detect(STR("The sign said 小心地滑, which is "
	    "what the signs in that station have said for years.")), "en");
}

static void
test_latin(void)
{
	CHECK(lang_is_latin(STR("en-US")) && lang_is_latin(STR("sr-Latn")));
	CHECK(lang_is_latin(STR("und")) && lang_is_latin(STR("vi")));
	CHECK(!lang_is_latin(STR("sr")) && !lang_is_latin(STR("zh-Hant")));
	CHECK(!lang_is_latin(STR("az-Cyrl")) && !lang_is_latin(STR("el-GR")));
}

/* A long text is judged by its beginning, however long it is. */
static void
test_long(void)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i < 5000; i++)
		buf_adds(&text, "12345 ");
	buf_adds(&text, "The end of the story that was told to the people.");
	CHECK_STR(lang_detect(buf_str(&text)), "und");
	buf_clear(&text);
	for (int i = 0; i < 300; i++)
		buf_adds(&text, "0123456789 0123456789 ");
	buf_adds(&text, samples[4][1]);
	CHECK_STR(lang_detect(buf_str(&text)), "en");
	buf_release(&text);
}

/* Markup aside; it is Latin, and some of it looks like English. */
static void
put_text(struct str page, struct buf *out)
{
	bool inside = false;

	for (size_t i = 0; i < page.len; i++) {
		inside = page.p[i] == '<' || page.p[i] == '('
		    || (inside && page.p[i] != '>' && page.p[i] != ')');
		if (!inside)
			buf_addc(out, page.p[i]);
	}
}

static void
test_corpus(void)
{
	struct buf table = BUF_INIT, page = BUF_INIT, name = BUF_INIT;
	struct buf text = BUF_INIT, plain = BUF_INIT;
	struct str rest, row[1];

	if (!corpus_read(STR("mirror.tsv"), &table))
		SKIP("no corpus");
	rest = buf_str(&table);
	corpus_row(&rest, row, 1);
	while (corpus_row(&rest, row, 1)) {
		buf_clear(&name);
		buf_clear(&page);
		buf_clear(&text);
		buf_clear(&plain);
		buf_addf(&name, "mirror/%.*s", STR_ARG(row[0]));
		CHECK(corpus_read(buf_str(&name), &page));
		put_text(buf_str(&page), &text);
		text_collapse(buf_str(&text), &plain);
		CHECK_STR(lang_detect(buf_str(&plain)), "zh-Hans");
	}
	buf_release(&table);
	buf_release(&page);
	buf_release(&name);
	buf_release(&text);
	buf_release(&plain);
}

/* What the code that reads the tables takes for granted. */
static void
test_tables(void)
{
	CHECK(WORDS_CYRILLIC_LETTERS.count <= 16);
	CHECK(WORDS_ARABIC_LETTERS.count <= 16);
	CHECK(WORDS_LATIN_LANGUAGES.count <= 31);
	CHECK_NUM(WORDS_SIMPLIFIED.count, WORDS_TRADITIONAL.count);
	for (size_t i = 0; i < WORDS_LATIN_LANGUAGES.count; i++)
		CHECK(words_has(&WORDS_LANGUAGES, words_key(
		    &WORDS_LATIN_LANGUAGES, i)));
	for (size_t i = 0; i < WORDS_LANGUAGE_CORRECTIONS.count; i++)
		CHECK(words_has(&WORDS_LANGUAGES, words_text(
		    &WORDS_LANGUAGE_CORRECTIONS,
		    WORDS_LANGUAGE_CORRECTIONS_RIGHT, i)));
}

int
main(void)
{
	RUN(test_tables);
	RUN(test_normalise);
	RUN(test_dir);
	RUN(test_detect);
	RUN(test_cyrillic);
	RUN(test_paths);
	RUN(test_too_little);
	RUN(test_mixed);
	RUN(test_latin);
	RUN(test_long);
	RUN(test_corpus);
	return test_end();
}
