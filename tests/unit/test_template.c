/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/template.h"
#include "test.h"

/* A folder of template files that lives as long as one test. */
struct folder {
	char path[64];
	const char *names[4];
	size_t count;
};

static void
folder_make(struct folder *f)
{
	memset(f, 0, sizeof(*f));
	snprintf(f->path, sizeof(f->path), "/tmp/test_template.XXXXXX");
	CHECK(mkdtemp(f->path) != NULL);
}

static void
folder_put(struct folder *f, const char *name, const char *text)
{
	struct buf path = BUF_INIT;
	FILE *file;

	f->names[f->count++] = name;
	buf_addf(&path, "%s/%s", f->path, name);
	file = fopen(path.data, "wb");
	buf_release(&path);
	CHECK(file != NULL);
	if (!file)
		return;
	CHECK(fwrite(text, 1, strlen(text), file) == strlen(text));
	CHECK(!fclose(file));
}

static void
folder_remove(struct folder *f)
{
	struct buf path = BUF_INIT;

	for (size_t i = 0; i < f->count; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/%s", f->path, f->names[i]);
		CHECK(!unlink(path.data));
	}
	buf_release(&path);
	CHECK(!rmdir(f->path));
}

/* What text renders to with v, or the error's message without its folder. */
static void
check_render(const char *text, const struct values *v, const char *want)
{
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT;
	struct templates *set;
	struct folder f;

	folder_make(&f);
	folder_put(&f, "t", text);
	folder_put(&f, "part", "<{{name}}>\n");
	buf_adds(&out, "[");
	set = templates_load(f.path, &err);
	if (set && !template_render(set, "t", v, &out, &err)) {
		CHECK_STR(str_sub(buf_str(&out), 1, out.len), want);
	} else {
		size_t skip = strlen(f.path) + 1;

		CHECK_NUM(out.len, 1);
		CHECK(strlen(err.message) > skip);
		CHECK_STR(str_of(err.message + skip), want);
	}
	templates_free(set);
	buf_release(&out);
	folder_remove(&f);
}

static void
test_values(void)
{
	struct pool *pool = pool_new();
	struct values *v = values_new(pool);

	values_text(v, "name", STR("A & <B> \"C\""));
	values_markup(v, "xhtml", STR("<em>x</em>"));
	values_number(v, "n", 42);
	values_number(v, "zero", 0);
	values_text(v, "empty", STR(""));
	check_render("", v, "");
	check_render("plain", v, "plain");
	check_render("{{name}}", v, "A &amp; &lt;B&gt; &quot;C&quot;");
	check_render("a{{ n }}b{{{ xhtml }}}c", v, "a42b<em>x</em>c");
	check_render("[{{empty}}]", v, "[]");
	check_render("{{#n}}y{{/n}}{{#zero}}n{{/zero}}", v, "y");
	check_render("{{#name}}{{name}}{{/name}}{{^name}}none{{/name}}", v,
	    "A &amp; &lt;B&gt; &quot;C&quot;");
	check_render("{{^empty}}none{{/empty}}{{#empty}}n{{/empty}}", v,
	    "none");
	check_render("{ {x} } }}", v, "{ {x} } }}");
	values_text(v, "name", STR("again"));
	check_render("{{name}}", v, "again");
	values_text(v, "name", STR("Cafe\xcc\x81 &\xce\x87 \xe6\xb0\xb4"));
	check_render("{{name}}", v,
	    "Caf\xc3\xa9 &amp;\xc2\xb7 \xe6\xb0\xb4");
	pool_free(pool);
}

static void
test_lists(void)
{
	struct pool *pool = pool_new();
	struct values *v = values_new(pool);

	values_text(v, "name", STR("outer"));
	values_text(v, "sep", STR(", "));
	values_list(v, "none");
	values_flag(v, "yes", true);
	values_flag(v, "no", false);
	for (size_t i = 0; i < 3; i++) {
		struct values *item = values_item(v, "items");
		struct values *inner = values_item(item, "sub");

		values_number(item, "name", i);
		values_flag(item, "last", i == 2);
		values_text(inner, "deep", STR("d"));
	}
	check_render("{{#items}}{{name}}{{^last}}{{sep}}{{/last}}{{/items}}",
	    v, "0, 1, 2");
	check_render("{{#items}}{{#sub}}{{deep}}{{name}}{{/sub}}{{/items}}"
	    "{{name}}", v, "d0d1d2outer");
	check_render("{{#none}}x{{/none}}{{^none}}empty{{/none}}", v,
	    "empty");
	check_render("{{#yes}}{{name}}{{/yes}}{{#no}}x{{/no}}{{^no}}n{{/no}}",
	    v, "outern");
	pool_free(pool);
}

static void
test_standalone(void)
{
	struct pool *pool = pool_new();
	struct values *v = values_new(pool);

	values_flag(v, "a", true);
	values_text(v, "name", STR("N"));
	check_render("1\n  {{#a}}\n2\n\t{{/a}} \n3\n", v, "1\n2\n3\n");
	check_render("1\r\n{{#a}}\r\n2\r\n{{/a}}\r\n3", v, "1\r\n2\r\n3");
	check_render("{{#a}}\nx\n{{/a}}", v, "x\n");
	check_render("1\n{{! gone }}\n2", v, "1\n2");
	check_render("1\n{{! two\n lines }}\n2 {{! no }}\n", v, "1\n2 \n");
	check_render("1\n  {{>part}}\n2", v, "1\n<N>\n2");
	check_render("1 {{>part}} 2", v, "1 <N>\n 2");
	check_render("{{#a}} {{/a}}\n", v, " \n");
	check_render("  {{name}}\n", v, "  N\n");
	check_render("x{{#a}}\ny{{/a}}\n", v, "x\ny\n");
	pool_free(pool);
}

static void
test_render_errors(void)
{
	struct pool *pool = pool_new();
	struct values *v = values_new(pool);

	values_text(v, "name", STR("N"));
	values_markup(v, "xhtml", STR("<b/>"));
	values_list(v, "list");
	values_flag(v, "flag", true);
	check_render("a\n\n{{x}}", v, "t:3: unknown name 'x'");
	check_render("a\n{{#x}}{{/x}}", v, "t:2: unknown name 'x'");
	check_render("{{! 1\n2 }}\n{{^x}}{{/x}}", v, "t:3: unknown name 'x'");
	check_render("{{{name}}}", v,
	    "t:1: not markup, so no {{{}}} for 'name'");
	check_render("{{xhtml}}", v, "t:1: markup needs {{{}}}: 'xhtml'");
	check_render("{{list}}", v,
	    "t:1: neither text nor number: 'list'");
	check_render("{{flag}}", v,
	    "t:1: neither text nor number: 'flag'");
	check_render("{{{flag}}}", v,
	    "t:1: not markup, so no {{{}}} for 'flag'");
	/* What is never reached is not looked up. */
	check_render("{{^flag}}{{x}}{{/flag}}", v, "");
	pool_free(pool);
}

static void
test_parse_errors(void)
{
	struct pool *pool = pool_new();
	struct values *v = values_new(pool);

	check_render("\n{{#a}}", v, "t:2: section is not closed 'a'");
	check_render("{{#a}}\n{{/b}}", v, "t:2: 'b' closes 'a' of line 1");
	check_render("{{/b}}", v, "t:1: nothing is open to close 'b'");
	check_render("{{a", v, "t:1: tag is not closed '{{'");
	check_render("{{", v, "t:1: tag is not closed '{{'");
	check_render("{{{a}}", v, "t:1: tag is not closed '{{'");
	check_render("{{}}", v, "t:1: malformed name ''");
	check_render("{{.}}", v, "t:1: malformed name '.'");
	check_render("{{a.b}}", v, "t:1: malformed name 'a.b'");
	check_render("{{a b}}", v, "t:1: malformed name 'a b'");
	check_render("{{#}}{{/}}", v, "t:1: malformed name ''");
	check_render("{{&a}}", v, "t:1: unsupported tag '{{&a}}'");
	check_render("{{=<% %>=}}", v, "t:1: unsupported tag '{{=<% %>=}}'");
	check_render("{{> }}", v, "t:1: malformed file name ''");
	check_render("\n{{>gone}}", v, "t:2: no template 'gone' to include");
	check_render("\n{{>t}}", v,
	    "t:2: 't' includes itself, or includes nest deeper than 8");
	check_render("\xff", v, "t: not UTF-8");
	check_render("\xef\xbb\xbfx", v, "x");
	pool_free(pool);
}

static void
test_nesting_limit(void)
{
	struct buf text = BUF_INIT;
	struct pool *pool = pool_new();
	struct values *v = values_new(pool);

	values_flag(v, "a", true);
	for (int i = 0; i < LIMIT_TEMPLATE_NESTING; i++)
		buf_adds(&text, "{{#a}}");
	for (int i = 0; i < LIMIT_TEMPLATE_NESTING; i++)
		buf_adds(&text, "{{/a}}");
	check_render(text.data, v, "");
	buf_clear(&text);
	for (int i = 0; i < 100000; i++)
		buf_adds(&text, "{{#a}}");
	check_render(text.data, v, "t:1: sections nest too deep at 'a'");
	buf_release(&text);
	pool_free(pool);
}

/* Three to the power of the nesting. */
static void
test_list_in_itself(void)
{
	struct buf text = BUF_INIT;
	struct pool *pool = pool_new();
	struct values *v = values_new(pool);

	values_list(v, "l");
	for (int i = 0; i < 3; i++)
		values_item(v, "l");
	for (int i = 0; i < LIMIT_TEMPLATE_NESTING; i++)
		buf_adds(&text, "{{#l}}");
	for (int i = 0; i < 10000; i++)
		buf_adds(&text, "as many bytes");
	for (int i = 0; i < LIMIT_TEMPLATE_NESTING; i++)
		buf_adds(&text, "{{/l}}");
	check_render(text.data, v, "t:1: makes too much");
	buf_release(&text);
	pool_free(pool);
}

static void
test_include_cycle(void)
{
	struct err err = ERR_INIT;
	struct folder f;

	folder_make(&f);
	folder_put(&f, "a", "{{>b}}");
	folder_put(&f, "b", "\n{{>c}}");
	folder_put(&f, "c", "{{#x}}{{>a}}{{/x}}");
	CHECK(!templates_load(f.path, &err));
	CHECK_NUM(err.kind, ERR_FORMAT);
	CHECK(strstr(err.message, "includes itself") != NULL);
	folder_remove(&f);
}

static void
test_unknown_file(void)
{
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT;
	struct pool *pool = pool_new();
	struct templates *set = templates_load(NULL, &err);

	CHECK(set != NULL);
	CHECK(template_render(set, "gone", values_new(pool), &out, &err));
	CHECK_STR(str_of(err.message), "no template 'gone'");
	CHECK(!templates_load("/nonexistent/folder", &err));
	CHECK_NUM(err.kind, ERR_SYSTEM);
	templates_free(set);
	pool_free(pool);
	buf_release(&out);
}

int
main(void)
{
	RUN(test_values);
	RUN(test_lists);
	RUN(test_standalone);
	RUN(test_render_errors);
	RUN(test_parse_errors);
	RUN(test_nesting_limit);
	RUN(test_list_in_itself);
	RUN(test_include_cycle);
	RUN(test_unknown_file);
	return test_end();
}
