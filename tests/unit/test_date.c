/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include "corpus.h"
#include "test.h"

static void
check_date(int line, bool found, struct date d, const char *want)
{
	struct buf text = BUF_INIT;

	if (found)
		date_format(d, &text);
	test_check_str(__FILE__, line, buf_str(&text), want ? want : "");
	buf_release(&text);
}

static void
check_parse(int line, const char *s, const char *want)
{
	struct date d = { 0, 0, 0 };

	check_date(line, date_parse(str_of(s), &d), d, want);
}

static void
check_find(int line, const char *s, const char *want)
{
	struct date d = { 0, 0, 0 };

	check_date(line, date_find(str_of(s), 4096, &d, NULL, NULL), d, want);
}

static void
check_path(int line, const char *s, const char *want)
{
	struct date d = { 0, 0, 0 };

	check_date(line, date_from_path(str_of(s), &d), d, want);
}

#define PARSE(s, want) check_parse(__LINE__, s, want)
#define FIND(s, want) check_find(__LINE__, s, want)
#define PATH(s, want) check_path(__LINE__, s, want)

static void
test_days(void)
{
	struct date epoch = { 1970, 1, 1 }, last = { 2199, 12, 31 };
	long from = date_days((struct date){ 1900, 1, 1 });

	CHECK_NUM(date_days(epoch), 0);
	CHECK_NUM(date_days((struct date){ 2000, 3, 1 }), 11017);
	for (long days = from; days <= date_days(last); days++) {
		struct date d = date_from_days(days);

		if (!date_valid(d) || date_days(d) != days
		    || (days > from && date_cmp(date_from_days(days - 1), d)
		    >= 0))
			CHECK_NUM(days, -1);
	}
	CHECK_NUM(date_from_days(from - 1).year, 0);
	CHECK_NUM(date_from_days(date_days(last) + 1).year, 0);
	CHECK_NUM(date_from_days((long)1 << 62).year, 0);
	CHECK_NUM(date_from_days(-((long)1 << 62)).year, 0);
}

static void
test_valid(void)
{
	CHECK(date_valid((struct date){ 2024, 2, 29 }));
	CHECK(!date_valid((struct date){ 2023, 2, 29 }));
	CHECK(!date_valid((struct date){ 2100, 2, 29 }));
	CHECK(date_valid((struct date){ 2000, 2, 29 }));
	CHECK(!date_valid((struct date){ 0, 0, 0 }));
	CHECK(!date_valid((struct date){ 2023, 13, 1 }));
	CHECK(!date_valid((struct date){ 2023, 4, 31 }));
	CHECK(!date_valid((struct date){ 1899, 12, 31 }));
	CHECK(!date_valid((struct date){ 2023, -1, -1 }));
}

static void
test_parse_machine(void)
{
	PARSE("2023-07-19", "2023-07-19");
	PARSE(" 2023-07-19\n", "2023-07-19");
	PARSE("2023-07-19T10:00:00+08:00", "2023-07-19");
	PARSE("2023-07-19T10:00:00.123456Z", "2023-07-19");
	PARSE("2023-07-19 10:00", "2023-07-19");
	PARSE("20230719", "2023-07-19");
	PARSE("20230719T100000Z", "2023-07-19");
	PARSE("2023/07/19", "2023-07-19");
	PARSE("2023/7/9 8:05", "2023-07-09");
	PARSE("2023.07.19", "2023-07-19");
	PARSE("Wed, 19 Jul 2023 10:00:00 GMT", "2023-07-19");
	PARSE("Wed, 19 Jul 23 10:00:00 +0800", "2023-07-19");
	PARSE("19 Jul 98", "1998-07-19");
	PARSE("Wed Jul 19 10:00:00 2023", "2023-07-19");
	PARSE("Wed Jul 19 10:00:00 CST 2023", "2023-07-19");
	PARSE("Wed Jul 19 10:00:00 +0800 2023", "2023-07-19");
}

static void
test_parse_words(void)
{
	PARSE("July 19, 2023", "2023-07-19");
	PARSE("Monday, July 3, 2023 4:00 PM", "2023-07-03");
	PARSE("Jul. 4th, 2021", "2021-07-04");
	PARSE("19th of July, 2023", "2023-07-19");
	PARSE("19. Juli 2023", "2023-07-19");
	PARSE("3. M\xc3\xa4rz 2020", "2020-03-03");
	PARSE("1er janvier 2020", "2020-01-01");
	PARSE("19 de julio de 2023", "2023-07-19");
	PARSE("5 \xd1\x8f\xd0\xbd\xd0\xb2\xd0\xb0\xd1\x80\xd1\x8f 2020",
	    "2020-01-05");
	PARSE("2023年7月19日", "2023-07-19");
	PARSE("2023年7月19日 10:30", "2023-07-19");
	PARSE("2023년 7월 19일", "2023-07-19");
	PARSE("19.7.2023", "2023-07-19");
	PARSE("13/07/2023", "2023-07-13");
	PARSE("07/13/2023", "2023-07-13");
}

static void
test_parse_none(void)
{
	PARSE("", NULL);
	PARSE("yesterday", NULL);
	PARSE("2023", NULL);
	PARSE("2023-07", NULL);
	PARSE("2023-02-30", NULL);
	PARSE("2023-13-01", NULL);
	PARSE("0000-00-00", NULL);
	PARSE("1492-10-12", NULL);
	PARSE("05/06/2023", NULL);
	PARSE("2023-07-19garbage", NULL);
	PARSE("see 2023-07-19", NULL);
	PARSE("2023-07-19-name", NULL);
	PARSE("202307191", NULL);
	PARSE("2023-07/19", NULL);
	PARSE("99999999999999999999", NULL);
	PARSE("Wed,", NULL);
	PARSE("Sunday", NULL);
	PARSE("2023年7月", NULL);
	PARSE("2023年13月1日", NULL);
}

static void
test_find_chinese(void)
{
	FIND("【本网二零二零年三月二十五日】开头", "2020-03-25");
	FIND("【本报2023年07月19日讯】开头", "2023-07-19");
	FIND("图说：2023年7月18日。【本报2023年07月19日讯】", "2023-07-19");
	FIND("【图】2023年7月18日，【完】", "2023-07-18");
	FIND("那是二〇二一年一月二十八日的事", "2021-01-28");
	FIND("二○一○年十月十日", "2010-10-10");
	FIND("二〇一〇年元月廿三日", "2010-01-23");
	FIND("二零二零年三月卅一日", "2020-03-31");
	FIND("二零二零年十二月三十日", "2020-12-30");
	FIND("二零二零年十二月二三日", "2020-12-23");
	FIND("２０２３年０７月１９日", "2023-07-19");
	FIND("2023 年 7 月 19 号", "2023-07-19");
	FIND("2023年7月，后来2023年8月1日", "2023-08-01");
	FIND("令和5年7月19日", "2023-07-19");
	FIND("平成元年一月八日から", "1989-01-08");
	FIND("中華民國112年7月19日", "2023-07-19");
	FIND("民国一百一十二年七月十九日", "2023-07-19");
	FIND("民國一百零八年十月十日", "2019-10-10");
	FIND("民國九八年三月五日", "2009-03-05");
	FIND("【本报零八年三月五日讯】", "2008-03-05");
	FIND("【本报08年3月5日讯】", "2008-03-05");
	FIND("【本报八九年六月四日】", "1989-06-04");
	FIND("服刑08年3月5日", NULL);
	FIND("民國年7月19日", NULL);
	FIND("十二月十一日", NULL);
	FIND("二零二零年十三月一日", NULL);
	FIND("二零二零年二月三十一日", NULL);
	FIND("二零二零年十十月一日", NULL);
}

static void
test_find_others(void)
{
	struct date d;
	size_t at = 0;

	FIND("On 19 July 2023 they met", "2023-07-19");
	FIND("BERLIN, July 19, 2023 - It rained", "2023-07-19");
	FIND("posted 2023-07-19 by", "2023-07-19");
	FIND("Chapter 12 of July, then 3 August 2022.", "2022-08-03");
	FIND("19 липня 2023", "2023-07-19");
	FIND("dnia 19 lipca 2023 roku", "2023-07-19");
	FIND("19 Ağustos 2023", "2023-08-19");
	FIND("19 يوليو/تموز 2023", "2023-07-19");
	FIND("١٩ يوليو ٢٠٢٣", "2023-07-19");
	FIND("۱۹ ژوئیه ۲۰۲۳", "2023-07-19");
	FIND("Ngày 19 tháng 7 năm 2023", "2023-07-19");
	FIND("2023. július 19.", "2023-07-19");
	FIND("19 Ιουλίου 2023", "2023-07-19");
	FIND("19 ביולי 2023", "2023-07-19");
	FIND("19 जुलाई 2023", "2023-07-19");
	FIND("19 กรกฎาคม 2566", "2023-07-19");
	FIND("19 Septembre/x 2023", NULL);
	FIND("19 tháng 13 năm 2023", NULL);
	FIND("May 5 or 6; in May 2021", NULL);
	FIND("mayor 5, 2021", NULL);
	FIND("call 555-2023-07-19", NULL);
	FIND("version 2023.07.19.2", NULL);
	FIND("12345678", NULL);
	FIND("x2023-07-19", NULL);
	FIND("\xff\xe4\xb8 2023-07-19", "2023-07-19");
	FIND("", NULL);
	CHECK(date_find(STR("am 3. Mai 2020"), 99, &d, &at, NULL));
	CHECK_NUM(at, 3);
	CHECK(date_find(STR("【网2020年5月3日】"), 99, &d, &at, NULL));
	CHECK_NUM(at, 6);
	CHECK(!date_find(STR("on 2023-07-19"), 9, &d, &at, NULL));
	CHECK(!date_find((struct str){ NULL, 0 }, 9, &d, &at, NULL));
}

static void
test_from_path(void)
{
	PATH("/2023/07/19/", "2023-07-19");
	PATH("https://a.example/world/2023/jul/19/snow", "2023-07-19");
	PATH("/2023/julep/19/snow", NULL);
	PATH("/2023/7/9/title.html", "2023-07-09");
	PATH("/gb/23/7/19/n123.htm", "2023-07-19");
	PATH("/20230719/", "2023-07-19");
	PATH("2023-07-19-name.md", "2023-07-19");
	PATH("_posts/2023-07-19-name.md", "2023-07-19");
	PATH("http://e.org/a/2023-07-19/x", "2023-07-19");
	PATH("http://e.org/n1/2023/0719/c1-2.html", "2023-07-19");
	PATH("http://e.org/2023-07/19/content_1.htm", "2023-07-19");
	PATH("http://e.org/202307/t20230719_44.html", "2023-07-19");
	PATH("http://e.org/name-20230719.html", "2023-07-19");
	PATH("http://e.org/23/7/19/2022/01/02/", "2022-01-02");
	PATH("http://e.org/23/13/40/", NULL);
	PATH("http://e.org/2023/07/", NULL);
	PATH("http://e.org/2023/07/name/19", NULL);
	PATH("http://e.org/n20230719.html", NULL);
	PATH("http://e.org/12320230719/", NULL);
	PATH("http://e.org/a?d=2023-07-19", NULL);
	PATH("http://e.org/a#2023-07-19", NULL);
	PATH("http://2023-07-19.org/", NULL);
	PATH("http://e.org/2023/02/30/", NULL);
	PATH("pages/365/402826.md", NULL);
	PATH("23/7", NULL);
	PATH("", NULL);
}

static void
check_range(bool found, struct date_range r, const char *want)
{
	struct buf text = BUF_INIT;

	if (found) {
		date_format(r.first, &text);
		buf_addc(&text, ' ');
		date_format(r.last, &text);
	}
	CHECK_STR(buf_str(&text), want ? want : "");
	buf_release(&text);
}

static void
test_ranges(void)
{
	static const char *const rows[][2] = {
		{ "2023-07-19", "2023-07-19 2023-07-19" },
		{ "2023-07", "2023-07-01 2023-07-31" },
		{ "2024-2", "2024-02-01 2024-02-29" },
		{ "2023", "2023-01-01 2023-12-31" },
		{ "Today", "2024-03-01 2024-03-01" },
		{ "1d", "2024-02-29 2024-02-29" },
		{ "4W", "2024-02-02 2024-02-02" },
		{ "0d", "2024-03-01 2024-03-01" },
		{ "99999d", NULL }, { "-1d", NULL }, { "d", NULL },
		{ "", NULL }, { "2023-13", NULL }, { "1066", NULL },
		{ "7 d", NULL }, { "99999999999999999999d", NULL },
	};
	struct date today = { 2024, 3, 1 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct date_range r;
		bool found = date_range_parse(str_of(rows[i][0]), today, &r);

		check_range(found, r, rows[i][1]);
	}
}

static void
test_weeks(void)
{
	struct date_range r;
	int year, week;

	check_range(date_week_parse(STR("2023-W29"), &r), r,
	    "2023-07-17 2023-07-23");
	check_range(date_week_parse(STR("2020-W53"), &r), r,
	    "2020-12-28 2021-01-03");
	check_range(date_week_parse(STR("2021-w1"), &r), r,
	    "2021-01-04 2021-01-10");
	check_range(date_week_parse(STR("2023-W53"), &r), r, NULL);
	check_range(date_week_parse(STR("2023-W00"), &r), r, NULL);
	check_range(date_week_parse(STR("2023-29"), &r), r, NULL);
	check_range(date_month_parse(STR("2023-07"), &r), r,
	    "2023-07-01 2023-07-31");
	check_range(date_month_parse(STR("2023-00"), &r), r, NULL);
	check_range(date_month_parse(STR("2023/07"), &r), r, NULL);
	date_iso_week((struct date){ 2021, 1, 3 }, &year, &week);
	CHECK(year == 2020 && week == 53);
	date_iso_week((struct date){ 2024, 12, 30 }, &year, &week);
	CHECK(year == 2025 && week == 1);
	date_iso_week((struct date){ 1900, 1, 1 }, &year, &week);
	CHECK(year == 1900 && week == 1);
	date_iso_week((struct date){ 2199, 12, 31 }, &year, &week);
	CHECK(year == 2200 && week == 1);
}

static void
test_corpus(void)
{
	struct buf table = BUF_INIT;
	struct str rest, row[4];
	unsigned rows = 0;

	if (!corpus_read(STR("mirror.tsv"), &table))
		SKIP("no corpus");
	rest = buf_str(&table);
	corpus_row(&rest, row, 4);
	for (; corpus_row(&rest, row, 4); rows++) {
		struct date truth = { 0, 0, 0 }, d = { 0, 0, 0 };

		CHECK(date_parse(row[2], &truth));
		CHECK(date_from_path(row[3], &d));
		CHECK(date_cmp(truth, d) == 0);
		CHECK(!date_from_path(row[0], &d));
	}
	CHECK(rows > 600);
	buf_release(&table);
}

int
main(void)
{
	RUN(test_days);
	RUN(test_valid);
	RUN(test_parse_machine);
	RUN(test_parse_words);
	RUN(test_parse_none);
	RUN(test_find_chinese);
	RUN(test_find_others);
	RUN(test_from_path);
	RUN(test_ranges);
	RUN(test_weeks);
	RUN(test_corpus);
	return test_end();
}
