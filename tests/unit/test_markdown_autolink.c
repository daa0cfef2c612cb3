/* SPDX-License-Identifier: MIT */
/* Addresses in running text: the same links with every version of md4c. */
#include "article/markdown/markdown.h"

#include "test.h"

#define A(url) "<a href=\"" url "\">" url "</a>"
#define MAIL(to) "<a href=\"mailto:" to "\">" to "</a>"

struct pair {
	const char *in, *want;
};

static void
check_pairs(const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf html = BUF_INIT;

		CHECK(markdown_to_html(str_of(pairs[i].in), 0, NULL, &html));
		CHECK_STR(str_trim(buf_str(&html)), pairs[i].want);
		buf_release(&html);
	}
}

#define CHECK_PAIRS(pairs) \
	check_pairs((pairs), sizeof(pairs) / sizeof((pairs)[0]))

static void
test_addresses(void)
{
	static const struct pair pairs[] = {
		{ "http://a.b", "<p>" A("http://a.b") "</p>" },
		{ "HTTPS://a.b, ftp://a.b/c; www.a.b.c.",
		    "<p>" A("HTTPS://a.b") ", " A("ftp://a.b/c;")
		    " <a href=\"http://www.a.b.c\">www.a.b.c</a>.</p>" },
		{ "(http://a.b/c(d)) http://a.b/(c. *http://a.b/c*",
		    "<p>(" A("http://a.b/c(d)") ") " A("http://a.b/(c") ". "
		    "<em>" A("http://a.b/c") "</em></p>" },
		{ "见 http://a.b/甲。乙 丙",
		    "<p>见 " A("http://a.b/甲。乙") " 丙</p>" },
		{ "http://a.b/?c=1&d='e'\"f\"",
		    "<p><a href=\"http://a.b/?c=1&amp;d='e'&quot;f&quot;\">"
		    "http://a.b/?c=1&amp;d='e'&quot;f&quot;</a></p>" },
		{ "a\nhttp://a.b\\\nhttp://a.c\n> http://a.d\n>http://a.e",
		    "<p>a\n" A("http://a.b") "<br>\n" A("http://a.c") "</p>\n"
		    "<blockquote>\n<p>" A("http://a.d") "\n" A("http://a.e")
		    "</p>\n</blockquote>" },
	};

	CHECK_PAIRS(pairs);
}

/* What a URL holds is no emphasis. */
static void
test_signs(void)
{
	static const struct pair pairs[] = {
		{ "http://a.b/_c_/d, http://a.b/~e/~f http://a.b/*g*h",
		    "<p>" A("http://a.b/_c_/d") ", " A("http://a.b/~e/~f") " "
		    A("http://a.b/*g*h") "</p>" },
		{ "**http://a.b/__init__.py** (http://a.b/_c_d)",
		    "<p><strong>" A("http://a.b/__init__.py") "</strong> ("
		    A("http://a.b/_c_d") ")</p>" },
		{ "[_x_ http://a.b/_c_d_e](u) <http://a.b/_c_/> "
		    "[y](http://a.b/_c_/d) `http://a.b/_c_/`",
		    "<p><a href=\"u\"><em>x</em> http://a.b/_c_d_e</a> "
		    A("http://a.b/_c_/") " <a href=\"http://a.b/_c_/d\">y</a> "
		    "<code>http://a.b/_c_/</code></p>" },
		{ "[x]\n\n[x]: http://a.b/_c_/",
		    "<p><a href=\"http://a.b/_c_/\">x</a></p>" },
		{ "<i title=\"a http://a.b/_c_/\">x</i>\n\n"
		    "<div>\nhttp://a.b/_c_/\n</div>",
		    "<p><i title=\"a http://a.b/_c_/\">x</i></p>\n"
		    "<div>\nhttp://a.b/_c_/\n</div>" },
		{ "|a|b|\n|---|---|\n|http://a.b/_c_/|d|",
		    "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n"
		    "<tbody>\n<tr><td>" A("http://a.b/_c_/") "</td><td>d</td>"
		    "</tr>\n</tbody>\n"
		    "</table>" },
		{ "    http://a.b/_c_/", "<pre><code>http://a.b/_c_/\n"
		    "</code></pre>" },
		{ "a `b\nhttp://a.b/_c_/ d`", "<p>a <code>b "
		    "http://a.b/_c_/ d</code></p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_mailboxes(void)
{
	static const struct pair pairs[] = {
		{ "a@b.co, (c_d+e@f-g.h) 'i@j.k' to:l.m@n.o.",
		    "<p>" MAIL("a@b.co") ", (" MAIL("c_d+e@f-g.h") ") '"
		    MAIL("i@j.k") "' to:" MAIL("l.m@n.o") ".</p>" },
		{ "a@b @c.d e@f.g@h.i a@b_c.d",
		    "<p>a@b @c.d " MAIL("e@f.g") "@h.i a@b_c.d</p>" },
		{ "[a@b.c](d) http://a.b/@c.d/e",
		    "<p><a href=\"d\">a@b.c</a> " A("http://a.b/@c.d/e")
		    "</p>" },
	};

	CHECK_PAIRS(pairs);
}

static void
test_no_addresses(void)
{
	static const struct pair pairs[] = {
		{ "中http://a.b xhttp://a.b \"http://a.b\"",
		    "<p>中http://a.b xhttp://a.b &quot;http://a.b&quot;</p>" },
		{ "http://a http://a_b.c http:// http://. www. www.a www",
		    "<p>http://a http://a_b.c http:// http://. www. www.a www"
		    "</p>" },
		{ "[http://a.b](c) ![http://a.b](c)",
		    "<p><a href=\"c\">http://a.b</a> "
		    "<img src=\"c\" alt=\"http://a.b\"></p>" },
	};

	CHECK_PAIRS(pairs);
}

int
main(void)
{
	RUN(test_addresses);
	RUN(test_signs);
	RUN(test_mailboxes);
	RUN(test_no_addresses);
	return test_end();
}
