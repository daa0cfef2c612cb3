/* SPDX-License-Identifier: MIT */
/* Which lines give the date of a text, and which tell of another one. */
#include "article/extract/dateline.h"
#include "article/html/html.h"
#include "base/mem.h"
#include "test.h"

static void
show(bool found, struct date d, char *text, size_t size)
{
	snprintf(text, size, "%s", "");
	if (found)
		snprintf(text, size, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static const struct {
	const char *line, *want;
} lines[] = {
	/* Of its own. */
	{ "19 July 2023", "2023-07-19" },
	{ "Posted on July 19, 2023 by Ann in News", "2023-07-19" },
	{ "Last updated: 2023-07-19 10:20", "2023-07-19" },
	{ "Ann Lee | The Ferry Times | 19 July 2023 | 5 min", "2023-07-19" },
	{ "By Ann Lee and Bob Day, Last updated on 19 July 2023", "2023-07-19" },
	{ "PARIS, Wednesday 3 May 2023", "2023-05-03" },
	{ "Veröffentlicht am 3. Mai 2020 von Anna", "2020-05-03" },
	{ "Pressemitteilung Aktuell 02. November 2021", "2021-11-02" },
	{ "Publié le 3 mai 2020 à 10:20", "2020-05-03" },
	{ "Опубликовано 3 мая 2020 в разделе «Река»", "2020-05-03" },
	{ "发布时间：2021-03-05 10:20 来源：渡口报", "2021-03-05" },
	{ "2021年3月5日 星期五", "2021-03-05" },
	{ "（2021年3月5日）", "2021-03-05" },
	{ "更新日：2021年3月5日", "2021-03-05" },
	{ "نشر في 5 مارس 2021", "2021-03-05" },
	{ "2021년 3월 5일", "2021-03-05" },
	/* Before the text. */
	{ "PARIS, May 3, 2020 - The ferry has gone, and nobody on the whole of "
	  "the river knows where it went.", "2020-05-03" },
	{ "LONDON (3 May 2020) — The ferry has gone, and nobody on the whole "
	  "of the river knows where it went.", "2020-05-03" },
	{ "【渡口社2021年3月5日讯】渡船今天早上停航，岸上的人都在等消息，没有人知道它"
	  "去了哪里。", "2021-03-05" },
	{ "【渡口社5日讯】【2021年3月5日】渡船今天早上停航，岸上的人都在等消息，没有"
	  "人知道它去了哪里。", "2021-03-05" },
	{ "渡口社2021年3月5日电 渡船今天早上停航，岸上的人都在等消息，没有人知道它去了"
	  "哪里。", "2021-03-05" },
	{ "2021-03-05 The ferry has gone, and nobody on the whole of the long "
	  "river knows where it went.", "2021-03-05" },
	/* Clauses. */
	{ "Eine Lücke im Server wurde am 16. August 2010 bekannt.", "" },
	{ "Eine Lücke im Server wurde am 16. August 2010 bekannt", "" },
	{ "上周是一种语言诞生三十周年。1995年5月23日，一家公司正式发布了这种语言。",
	  "" },
	{ "1995年5月23日，一家公司正式发布了这种语言，大家都知道它的名字，也都用它写过"
	  "东西。", "" },
	{ "On 3 May 2010, the ferry went for the last time.", "" },
	{ "The bridge was opened on 3 May 2010 and closed again.", "" },
	{ "I was born on 3 May 1970 in a house by the river.", "" },
	{ "Ich habe am 12. Mai 2006 einen Brief geschrieben.", "" },
	{ "Le pont a été ouvert le 3 mai 2010 par le maire.", "" },
	{ "El 3 de mayo de 2010 se abrió el puente viejo.", "" },
	{ "Мост открыли 3 мая 2010 года, и он стоит до сих пор.", "" },
	{ "Паром ушёл в последний раз 3 мая 2010 года", "" },
	{ "تم افتتاح الجسر القديم في المدينة يوم 3 مايو 2010 للجميع.", "" },
	{ "その橋は2010年5月3日に開通し、今も川の上に静かに立っている。", "" },
	{ "그 다리는 오래전 2010년 5월 3일에 사람들 앞에서 열렸다.", "" },
	{ "他们在2010年5月3日那天把桥拆了，再也没有建新的。", "" },
	{ "The layout is 2 January 2006 in most of the programs.", "" },
	{ "Deaths between 3 May 2010 and 5 May 2012 were counted", "" },
	{ "The bridge (3 May 2010) is open again, and the ferry has gone.",
	  "" },
	{ "老桥（2010年5月3日）重新开放了，渡船从此再也没有回来过，岸上没有人。", "" },
	{ "No date", "" }, { "", "" },
};

static void
test_lines(void)
{
	for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
		struct date d = { 0, 0, 0 };
		char got[32];

		show(dateline_of(str_of(lines[i].line), &d), d, got,
		    sizeof(got));
		if (strcmp(got, lines[i].want) != 0)
			test_fail(__FILE__, __LINE__, lines[i].line);
	}
}

static const struct {
	const char *page, *want;
} pages[] = {
	{ "<h2>Bridge</h2><p>19 July 2023</p><p>Text", "2023-07-19" },
	{ "<p>One<br>19 July 2023<br>Two", "2023-07-19" },
	{ "<pre>19 July 2023</pre><p>Text", "" },
	{ "<p><code>2023-07-19</code></p>", "" },
	{ "<p>Use <code>2006-01-02</code> | 2006-01-02", "" },
	{ "<p><kbd>date</kbd> prints 19 July 2023", "" },
	{ "<pre>x</pre><p>19 July 2023", "2023-07-19" },
	{ "<p>The bridge is open.<p>It was built on 3 May 1970 by my father.",
	  "" },
};

static void
test_pages(void)
{
	for (size_t i = 0; i < ARRAY_COUNT(pages); i++) {
		struct html_losses losses = { false, false, false };
		struct err err = ERR_INIT;
		struct date d = { 0, 0, 0 };
		xmlDoc *page = html_parse(str_of(pages[i].page), 0, &losses,
		    &err);
		char got[32];

		show(dateline_find(xmlDocGetRootElement(page), &d), d, got,
		    sizeof(got));
		if (strcmp(got, pages[i].want) != 0)
			test_fail(__FILE__, __LINE__, pages[i].page);
		html_free(page);
	}
}

int
main(void)
{
	html_init();
	RUN(test_lines);
	RUN(test_pages);
	return test_end();
}
