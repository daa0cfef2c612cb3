/* SPDX-License-Identifier: MIT */
/*
 * Prose that looks like a dialect of Markdown, in documents whose dialect
 * nothing establishes: it stays to the letter.
 */
#include "result.h"

/* Around each row; enough text to make an article of it. */
#define BEFORE "# A page about signs\n\nThe first paragraph says in a plain " \
	"sentence what the page is about, and that it goes on below.\n\n"
#define AFTER "\n\nThe last paragraph closes the page with another sentence " \
	"that is long enough to be one, and no signs are in it.\n"

/* Without white space and without what CommonMark itself takes away. */
static void
squeeze(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++)
		if (!ascii_space((unsigned char)s.p[i]) && s.p[i] != '`'
		    && !(s.p[i] == '>' && (!i || s.p[i - 1] == '\n')))
			buf_addc(out, s.p[i]);
}

static bool
is_kept(const char *prose)
{
	struct buf page = BUF_INIT, got = BUF_INIT, want = BUF_INIT;
	struct result r;
	bool kept;

	buf_addf(&page, BEFORE "%s" AFTER, prose);
	begin(&r, "notes/page.md", "", buf_str(&page));
	squeeze(buf_str(&r.text), &got);
	squeeze(str_of(prose), &want);
	kept = str_find(buf_str(&got), buf_str(&want)) != STR_NONE;
	end(&r);
	buf_release(&page);
	buf_release(&got);
	buf_release(&want);
	return kept;
}

static void
check_rows(const char *const *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_kept(rows[i]))
			test_fail(__FILE__, __LINE__, rows[i]);
}

#define CHECK_ROWS(rows) \
	check_rows((rows), sizeof(rows) / sizeof((rows)[0]))

static void
test_words_of_programs(void)
{
	static const char *const rows[] = {
		"import licences for tea and coffee from 'third countries'",
		"import duties on steel rose from \"five to ten\"\n\nThe form "
		    "says {name} and {a.b} where names go.",
		"export class goods leave the port on Monday\nand the ferry "
		    "on Tuesday",
		"export default values with care;",
		"export let the harbour grow, they said.",
		"export const means a constant that others may use.",
		"import tea, export coffee",
		"export function is what the harbour has (and (always had.",
		"import les vins de 'Porto'",
		"import товары из 'третьих стран' from 'Порт'",
		"export class товары уходят в понедельник",
		"import 紅茶 from '第三国'",
		"export const 輸出 は 増えた",
		"import الشاي from 'الصين'",
		"export default السفن ترسو هنا;",
		"{name} stands at the start of a letter",
		"{имя} стоит в начале письма",
		"{名前} は手紙の始めに立つ",
		"{الاسم} في أول الرسالة",
	};

	CHECK_ROWS(rows);
}

static void
test_brackets(void)
{
	static const char *const rows[] = {
		("write the [embed] tag before the address and close it with "
		    "[/embed] behind it"),
		"a [caption width=\"300\"] goes before a picture",
		"[gallery ids=\"1,2\"] is how a gallery was called",
		"пишите [embed] перед адресом и [/embed] после него",
		"اكتب [embed] قبل العنوان و [/embed] بعده",
		"在地址前写 [embed]，后面写 [/embed]",
		"he [the captain] said [/sic] nothing",
		"[youtube is not what he meant] she said",
		"see [[x]] for more",
		"смотри [[Реки]] ниже",
		"انظر [[الأنهار]] أدناه",
		"参见 [[河流]] 一节",
		"if [[ -f x ]] then say so",
		"the signs %[http://example.org/a] and 50%[sic] are his",
		"mail @[card] to nobody, and %[nobody]",
	};

	CHECK_ROWS(rows);
}

static void
test_braces(void)
{
	static const char *const rows[] = {
		"{filename}report.txt is the name of the file",
		"{static} and {attach} are places",
		"имя файла: {filename}отчёт.txt",
		"اسم الملف {filename}تقرير",
		"文件名是 {filename}报告.txt",
		"a template writes {{ x }} for a value and {% y %} for a "
		    "step",
		"шаблон пишет {{ x }} и {% y %} вместо слов",
		"القالب يكتب {{ x }} و {% y %} بدلا من الكلمات",
		"模板里写 {{ x }} 和 {% y %}，不是别的",
		"{{ page.title }} stands for the title of the page",
		"put {{ site.url }} before the path, {{ 'a' | upcase }} for "
		    "capitals",
		"{% if x %} starts a condition that {% endif %} ends",
		"write {% raw %} before it and {% endraw %} behind it",
		"a loop is {% for a in b %} to {% endfor %} and no more",
		"{{< figure >}} is a shortcode, {{% note %}} another",
		"{# this #} is a comment in some templates, { # this # } is "
		    "not",
		"{: .x} gives a paragraph a class",
		"the list {:toc} and the sign {:/} are used there",
		"{::comment} starts what nobody reads",
		"a class [so]{.called} and a heading {#named}",
		"{ .a } {#b} {c=d} are lists of attributes",
		"писать {: .x} после абзаца",
		"段落后面写 {: .x} 就行",
		"{/* this */} is a comment, too",
		"{doc}`page` and {ref}`target <there>` are roles",
		"f(%}) and {%s} and %} stay as they are",
		"the set {1, 2, 3} and {a: b}",
		"{tip} is a word in braces",
		"множество {1, 2, 3} и {а: б}",
	};

	CHECK_ROWS(rows);
}

static void
test_angles(void)
{
	static const char *const rows[] = {
		"a vector<T> holds values of one type",
		"a List<String> is a list of strings, Map<K, V> a map",
		"тип vector<T> хранит значения",
		"النوع vector<T> يحفظ القيم",
		"类型 vector<T> 保存值",
		"<Component> is what he called it",
		"the <Name> of the sender goes here",
		"<T> is a type of its own",
		"the end of it is written </T> there",
		"a < b and b > c",
		"<<< the ferry leaves here",
		"<<< паром уходит отсюда",
	};

	CHECK_ROWS(rows);
}

static void
test_signs(void)
{
	static const char *const rows[] = {
		":::",
		"::: what a day :::",
		":::tip of the tongue",
		"::name is a scope",
		"!!! the ferry leaves now",
		"!!! she said \"now\"",
		"??? nobody knew \"why\"",
		"!!! паром уходит \"сейчас\"",
		"!!! 船はもう \"出る\"",
		"!!! العبارة ترحل \"الآن\"",
		"=== \"The middle\" ===",
		"!> to the left and ?> to the right",
		"?> who goes there",
		"he says a ==b== c and x == y",
		"он пишет ==важно== так",
		"他写 ==重要== 这样",
		"a %%b%% c is how it is written",
		"the end of the line is ^superscript",
		"конец строки ^сноска",
		"a^2^ and H~2~O were typed so",
		"the time is 10:30:45 and the ratio 1:100:2",
		"icons are called :material-home: there",
		"he wrote :smile and then :book",
		"#tag #another-tag are no headings",
		"$a costs $5, $b costs $6",
		"toc:: and key:: value",
		": what follows a colon",
		"A line of text\n: and one that a colon begins",
		"> [!x] said the sign on the door",
		"> [!важно] сказано на двери",
		"--8<-- \"cut here\"",
		"*[HTML]: Hyper Text",
		"(label)=",
		"(метка)= и дальше",
		"(@/home) is where he lives",
		"@[toc]",
	};

	CHECK_ROWS(rows);
}

int
main(void)
{
	RUN(test_words_of_programs);
	RUN(test_brackets);
	RUN(test_braces);
	RUN(test_angles);
	RUN(test_signs);
	return test_end();
}
