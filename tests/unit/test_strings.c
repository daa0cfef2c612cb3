/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "book/strings.h"

static void
test_strings(void)
{
	struct languages *all = languages_load();
	struct buf b = BUF_INIT;
	const struct strings *en, *zh;

	CHECK(languages_count(all) >= 2);
	for (size_t i = 0; i < languages_count(all); i++) {
		const char *fault = strings_fault(languages_at(all, i));

		if (fault)
			test_fail(__FILE__, __LINE__, fault);
	}
	en = languages_find(all, STR("de"));
	zh = languages_find(all, STR("zh-CN"));
	CHECK_STR(strings_language(en), "en");
	CHECK_STR(strings_language(zh), "zh-Hans");
	CHECK_STR(strings_language(languages_find(all, STR("zh-TW"))),
	    "zh-Hant");
	CHECK_STR(strings_language(languages_find(all, STR("en-GB"))), "en");
	strings_count(en, LABEL_ARTICLE_ONE, LABEL_ARTICLES, 1, &b);
	buf_adds(&b, "; ");
	strings_count(en, LABEL_ARTICLE_ONE, LABEL_ARTICLES, 1234567, &b);
	CHECK_STR(buf_str(&b), "1 article; 1,234,567 articles");
	buf_release(&b);
	languages_free(all);
}

static void
test_periods(void)
{
	static const struct {
		struct date first, last;
		const char *en, *zh;
	} cases[] = {
		{ { 2023, 7, 1 }, { 2023, 7, 1 }, "1 July 2023",
		  "2023年7月1日" },
		{ { 2023, 7, 1 }, { 2023, 7, 31 }, "1–31 July 2023",
		  "2023年7月1日至31日" },
		{ { 2023, 6, 1 }, { 2023, 7, 2 }, "1 June – 2 July 2023",
		  "2023年6月1日至7月2日" },
		{ { 2022, 12, 30 }, { 2023, 1, 2 },
		  "30 December 2022 – 2 January 2023",
		  "2022年12月30日至2023年1月2日" },
		{ { 0, 0, 0 }, { 0, 0, 0 }, "", "" },
	};
	struct languages *all = languages_load();
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		strings_period(languages_find(all, STR("en")),
		    cases[i].first, cases[i].last, &b);
		CHECK_STR(buf_str(&b), cases[i].en);
		buf_clear(&b);
		strings_period(languages_find(all, STR("zh")),
		    cases[i].first, cases[i].last, &b);
		CHECK_STR(buf_str(&b), cases[i].zh);
	}
	buf_release(&b);
	languages_free(all);
}

static void
test_group_titles(void)
{
	static const char *const cases[][2] = {
		{ "2023-07-19", "2023年7月19日" }, { "2023-07", "2023年7月" },
		{ "2023-W29", "2023年第29周" }, { "2024-W09", "2024年第9周" },
		{ "2023-W60", "2023-W60" }, { "", "其他文章" },
		{ "环境", "环境" }, { "2023-99", "2023-99" },
	};
	struct languages *all = languages_load();
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_clear(&b);
		strings_group(languages_find(all, STR("zh-Hans")),
		    str_of(cases[i][0]), &b);
		CHECK_STR(buf_str(&b), cases[i][1]);
	}
	buf_release(&b);
	languages_free(all);
}

int
main(void)
{
	RUN(test_strings);
	RUN(test_periods);
	RUN(test_group_titles);
	return test_end();
}
