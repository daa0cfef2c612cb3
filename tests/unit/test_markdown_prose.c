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

struct row {
	const char *prose;
	bool is_lost;		/* so far */
};

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
check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_kept(rows[i].prose) == rows[i].is_lost)
			test_fail(__FILE__, __LINE__, rows[i].prose);
}

#define CHECK_ROWS(rows) \
	check_rows((rows), sizeof(rows) / sizeof((rows)[0]))

static void
test_words_of_programs(void)
{
	static const struct row rows[] = {
		{ "import licences for tea and coffee from 'third countries'",
		    true },
		{ "import duties on steel rose from \"five to ten\"\n\nThe form "
		    "says {name} and {a.b} where names go.", true },
		{ "export class goods leave the port on Monday\nand the ferry "
		    "on Tuesday", true },
		{ "export default values with care;", true },
		{ "export let the harbour grow, they said.", true },
		{ "export const means a constant that others may use.", true },
		{ "import tea, export coffee", false },
		{ "export function is what the harbour has (and (always had.",
		    false },
		{ "import les vins de 'Porto'", false },
		{ "import товары из 'третьих стран' from 'Порт'", true },
		{ "export class товары уходят в понедельник", true },
		{ "import 紅茶 from '第三国'", true },
		{ "export const 輸出 は 増えた", true },
		{ "import الشاي from 'الصين'", true },
		{ "export default السفن ترسو هنا;", true },
		{ "{name} stands at the start of a letter", false },
		{ "{имя} стоит в начале письма", false },
		{ "{名前} は手紙の始めに立つ", false },
		{ "{الاسم} في أول الرسالة", false },
	};

	CHECK_ROWS(rows);
}

static void
test_brackets(void)
{
	static const struct row rows[] = {
		{ "write the [embed] tag before the address and close it with "
		    "[/embed] behind it", true },
		{ "a [caption width=\"300\"] goes before a picture", true },
		{ "[gallery ids=\"1,2\"] is how a gallery was called", true },
		{ "пишите [embed] перед адресом и [/embed] после него", true },
		{ "اكتب [embed] قبل العنوان و [/embed] بعده", true },
		{ "在地址前写 [embed]，后面写 [/embed]", true },
		{ "he [the captain] said [/sic] nothing", false },
		{ "[youtube is not what he meant] she said", false },
		{ "see [[x]] for more", true },
		{ "смотри [[Реки]] ниже", true },
		{ "انظر [[الأنهار]] أدناه", true },
		{ "参见 [[河流]] 一节", true },
		{ "if [[ -f x ]] then say so", false },
		{ "the signs %[http://example.org/a] and 50%[sic] are his",
		    true },
		{ "mail @[card](http://example.org/b) to nobody", true },
	};

	CHECK_ROWS(rows);
}

static void
test_braces(void)
{
	static const struct row rows[] = {
		{ "{filename}report.txt is the name of the file", true },
		{ "{static} and {attach} are places", true },
		{ "имя файла: {filename}отчёт.txt", true },
		{ "اسم الملف {filename}تقرير", true },
		{ "文件名是 {filename}报告.txt", true },
		{ "a template writes {{ x }} for a value and {% y %} for a "
		    "step", true },
		{ "шаблон пишет {{ x }} и {% y %} вместо слов", true },
		{ "القالب يكتب {{ x }} و {% y %} بدلا من الكلمات", true },
		{ "模板里写 {{ x }} 和 {% y %}，不是别的", true },
		{ "{{ page.title }} stands for the title of the page", true },
		{ "put {{ site.url }} before the path, {{ 'a' | upcase }} for "
		    "capitals", true },
		{ "{% if x %} starts a condition that {% endif %} ends", true },
		{ "write {% raw %} before it and {% endraw %} behind it",
		    true },
		{ "a loop is {% for a in b %} to {% endfor %} and no more",
		    true },
		{ "{{< figure >}} is a shortcode, {{% note %}} another",
		    true },
		{ "{# this #} is a comment in some templates, { # this # } is "
		    "not", true },
		{ "{: .x} gives a paragraph a class", true },
		{ "the list {:toc} and the sign {:/} are used there", true },
		{ "{::comment} starts what nobody reads", true },
		{ "a class [so]{.called} and a heading {#named}", true },
		{ "{ .a } {#b} {c=d} are lists of attributes", false },
		{ "писать {: .x} после абзаца", true },
		{ "段落后面写 {: .x} 就行", true },
		{ "{/* this */} is a comment, too", true },
		{ "{doc}`page` and {ref}`target <there>` are roles", true },
		{ "f(%}) and {%s} and %} stay as they are", true },
		{ "the set {1, 2, 3} and {a: b}", false },
		{ "{tip} is a word in braces", false },
		{ "множество {1, 2, 3} и {а: б}", false },
	};

	CHECK_ROWS(rows);
}

static void
test_angles(void)
{
	static const struct row rows[] = {
		{ "a vector<T> holds values of one type", true },
		{ "a List<String> is a list of strings, Map<K, V> a map",
		    true },
		{ "тип vector<T> хранит значения", true },
		{ "النوع vector<T> يحفظ القيم", true },
		{ "类型 vector<T> 保存值", true },
		{ "<Component> is what he called it", true },
		{ "the <Name> of the sender goes here", true },
		{ "<T> is a type, </T> is nothing", true },
		{ "a < b and b > c", false },
		{ "<<< the ferry leaves here", true },
		{ "<<< паром уходит отсюда", true },
	};

	CHECK_ROWS(rows);
}

static void
test_signs(void)
{
	static const struct row rows[] = {
		{ ":::", true },
		{ "::: what a day :::", true },
		{ ":::tip of the tongue", true },
		{ "::name is a scope", false },
		{ "!!! the ferry leaves now", false },
		{ "!!! she said \"now\"", true },
		{ "??? nobody knew \"why\"", true },
		{ "!!! паром уходит \"сейчас\"", true },
		{ "!!! 船はもう \"出る\"", true },
		{ "!!! العبارة ترحل \"الآن\"", true },
		{ "=== \"The middle\" ===", false },
		{ "!> to the left and ?> to the right", true },
		{ "?> who goes there", true },
		{ "he says a ==b== c and x == y", true },
		{ "он пишет ==важно== так", true },
		{ "他写 ==重要== 这样", true },
		{ "a %%b%% c is how it is written", true },
		{ "the end of the line is ^superscript", true },
		{ "конец строки ^сноска", false },
		{ "a^2^ and H~2~O were typed so", true },
		{ "the time is 10:30:45 and the ratio 1:100:2", false },
		{ "icons are called :material-home: there", true },
		{ "he wrote :smile and then :book", false },
		{ "#tag #another-tag are no headings", false },
		{ "$a costs $5, $b costs $6", false },
		{ "toc:: and key:: value", false },
		{ ": what follows a colon", false },
		{ "A line of text\n: and one that a colon begins", true },
		{ "> [!x] said the sign on the door", true },
		{ "> [!важно] сказано на двери", false },
		{ "--8<-- \"cut here\"", true },
		{ "*[HTML]: Hyper Text", true },
		{ "(label)=", true },
		{ "(метка)= и дальше", false },
		{ "(@/home) is where he lives", true },
		{ "@[toc]", true },
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
