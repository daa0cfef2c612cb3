/* SPDX-License-Identifier: MIT */
/* Style sheets: what a book takes, and what is said of the rest. */
#include "check/css.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "test.h"

/* Each of them was taken by EPUBCheck 4.2.6 and epubcheck-ts 0.7.0. */
static const char *const taken[] = {
	"", " \t\r\n\f", "/**/", "p{}", "p{color:red}", "p { color : red ; }\n",
	"p q{a:b}", "p>q{a:b}", "p + q ~ r{a:b}", "p,q , r{a:b}", "*{a:b}",
	"*.x{a:b}", "p.x.y#z{a:b}", "#1{a:b}", ".\u65e5{a:b}", "-x{a:b}",
	"p:hover{a:b}", "p::before{a:b}", "p:nth-child(2n+1){a:b}",
	"p:nth-child( odd ){a:b}", "p:lang(zh){a:b}", "p:not(.x){a:b}",
	"p[x]{a:b}", "p[x=y]{a:b}", "p[ x ~= 'y' ]{a:b}",
	"p[lang|=\"zh\"]{a:b}",
	"/**/p /**/q,/**/r>/**/s /**/ t{/**/a/**/:/**/b/**/;/**/}",
	"p{-a:1}", "p{--a:1}", "p{_a:1}", "p{a:b!important}",
	"p{a:b ! important;c:d}", "p{a:-1px +1px .5em 1e3px}",
	"p{a:50%}", "p{a:#fff}", "p{font:1em/1.2 'A',serif}", "p{a:\"it's\"}",
	"p{a:calc((1px + 2px)*3)}", "p{a:rgba(0,0,0,.5)}", "p{a:var(--b,1px)}",
	"p{a:f()}", "p{flex-direction:row}", "/* direction: rtl */",
	"@charset \"utf-8\";",
	"@page{margin:1cm}", "@page :first{margin:1cm}", "@page x{margin:1cm}",
	"@media screen{p{a:b}}", "@media screen{}",
	"@media not screen and (min-width : 300px), print{p{a:b} q{c:d}}",
	"@supports (display:grid){p{a:b}}",
	"@keyframes a{from{b:c}50%,60%{b:d}to{b:e}}",
	"@-webkit-keyframes a{from{b:c}}",
};

static const struct {
	const char *css, *message;
} refused[] = {
	{ "p{a:b", "line 1: something is missing at the end" },
	{ "p{a:b;", "line 1: no property at the end" },
	{ "p{", "line 1: no property at the end" },
	{ "p", "line 1: no brace at the end" },
	{ "p{a:b}}", "line 1: no selector at '}'" },
	{ "p{a:b;;}", "line 1: no property at ';}'" },
	{ "p{;}", "line 1: no property at ';}'" },
	{ "p{a:}", "line 1: no value at '}'" },
	{ "p{a:!important}", "line 1: no value at '!important}'" },
	{ "p{a:b!x}", "line 1: no \"important\" at '}'" },
	{ "p{a:b!important c}", "line 1: no semicolon or brace at 'c}'" },
	{ "p{a}", "line 1: no colon at '}'" },
	{ "p{:b}", "line 1: no property at ':b}'" },
	{ "p{*a:b}", "line 1: no property at '*a:b}'" },
	{ "p{1a:b}", "line 1: no property at '1a:b}'" },
	{ "p{a:b c:d}", "line 1: something unexpected at ':d}'" },
	{ "p{\nq{a:b}}", "line 2: no colon at '{a:b}}'" },
	{ "p{--a:{b:c}}", "line 1: something unexpected at '{b:c}}'" },
	{ "p{a:@b}", "line 1: something unexpected at '@b}'" },
	{ "p{a:1.em}", "line 1: something unexpected at '1.em}'" },
	{ "p{a:#}", "line 1: no colour at '}'" },
	{ "p{a:(}", "line 1: something unexpected at '}'" },
	{ "p{a:)}", "line 1: something unexpected at ')}'" },
	{ "p{a:f(b=c)}", "line 1: something unexpected at '=c)}'" },
	{ "p{a:'b}", "line 1: a string without end at ''b}'" },
	{ "p{a:'b\n'}", "line 1: a string without end at ''b'" },
	{ "p{a:b}/* c", "line 1: a comment without end at '/* c'" },
	{ "{a:b}", "line 1: no selector at '{a:b}'" },
	{ "p,{a:b}", "line 1: no selector at '{a:b}'" },
	{ ",p{a:b}", "line 1: no selector at ',p{a:b}'" },
	{ "p/**/q{a:b}", "line 1: no space at '/**/q{a:b}'" },
	{ "p/**/ q{a:b}", "line 1: no space at '/**/ q{a:b}'" },
	{ "p/**/{a:b}", "line 1: no space at '/**/{a:b}'" },
	{ "@keyframes a{to/**/{b:c}}", "line 1: no space at '/**/{b:c}}'" },
	{ "p*{a:b}", "line 1: no selector at '*{a:b}'" },
	{ "p>{a:b}", "line 1: no selector at '{a:b}'" },
	{ ">p{a:b}", "line 1: no selector at '>p{a:b}'" },
	{ "p..x{a:b}", "line 1: no class at '.x{a:b}'" },
	{ ".1x{a:b}", "line 1: no class at '1x{a:b}'" },
	{ "p#{a:b}", "line 1: no id at '{a:b}'" },
	{ "p:{a:b}", "line 1: no name at '{a:b}'" },
	{ "p:::x{a:b}", "line 1: no name at ':x{a:b}'" },
	{ "p:not(){a:b}", "line 1: no argument at '){a:b}'" },
	{ "p:is(a,b){a:b}", "line 1: no parenthesis at ',b){a:b}'" },
	{ "p[]{a:b}", "line 1: no attribute at ']{a:b}'" },
	{ "p[x=]{a:b}", "line 1: no value at ']{a:b}'" },
	{ "p[x=y i]{a:b}", "line 1: no bracket at 'i]{a:b}'" },
	{ "p!{a:b}", "line 1: no selector at '!{a:b}'" },
	{ "50%{a:b}", "line 1: no selector at '50%{a:b}'" },
	{ "this is no css", "line 1: no brace at the end" },
	{ "<!-- p{a:b} -->", "line 1: no selector at '<!-- p{a:b} -->'" },
	{ "@import 'x';", "line 1: an at-rule that has no place here "
	  "at 'import 'x';'" },
	{ "@namespace x 'y';", "line 1: an at-rule that has no place here "
	  "at 'namespace x 'y';'" },
	{ "@font-face{a:b}", "line 1: an at-rule that has no place here "
	  "at 'font-face{a:b}'" },
	{ "@foo{p{a:b}}", "line 1: an at-rule that has no place here "
	  "at 'foo{p{a:b}}'" },
	{ "@media{p{a:b}}", "line 1: no condition at '{p{a:b}}'" },
	{ "@media a{p{b:c}", "line 1: no selector at the end" },
	{ "@media a{@media b{p{c:d}}}", "line 1: no selector at "
	  "'@media b{p{c:d}}}'" },
	{ "@media a;", "line 1: no brace at ';'" },
	{ "@charset utf-8;", "line 1: no character set at 'utf-8;'" },
	{ "@;", "line 1: no at-rule at ';'" },
	{ "p{background:url(x.png)}", "line 1: what may load or run something "
	  "at 'url(x.png)}'" },
	{ "p{a:URL('x')}", "line 1: what may load or run something "
	  "at 'URL('x')}'" },
	{ "p{a:-webkit-image-set('x' 1x)}", "line 1: what may load or run "
	  "something at '-webkit-image-set('x'" },
	{ "p{direction:rtl}", "line 1: a property that EPUB forbids "
	  "at 'direction:rtl}'" },
	{ "p{Unicode-Bidi:embed}", "line 1: a property that EPUB forbids "
	  "at 'Unicode-Bidi:embed}'" },
	{ "p{a:'\\201c'}", "line 1: an escape at '\\201c'}'" },
	{ "p{a:b}\n\n\x01", "line 3: a control character at '\x01'" },
	{ "p{a:'\xe9'}", "not UTF-8" },
};

static void
test_taken(void)
{
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++) {
		struct err err = ERR_INIT;

		if (css_check(str_of(taken[i]), &err))
			CHECK_STR(str_of(err.message), taken[i]);
	}
}

static void
test_refused(void)
{
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
		struct err err = ERR_INIT;

		CHECK_NUM(css_check(str_of(refused[i].css), &err), -1);
		CHECK_STR(str_of(err.message), refused[i].message);
		CHECK_NUM(err.kind, ERR_ARGUMENT);
	}
}

static void
test_nul(void)
{
	struct err err = ERR_INIT;

	CHECK_NUM(css_check(STR("p{a:b}\0q{c:d}"), &err), -1);
	CHECK(str_starts(str_of(err.message), STR("line 1: a control")));
}

/* Neither depth nor length makes it slow or fall over. */
static void
test_large(void)
{
	struct err err = ERR_INIT;
	struct buf css = BUF_INIT;

	buf_adds(&css, "p{a:");
	for (size_t i = 0; i < 100000; i++)
		buf_addc(&css, '(');
	CHECK_NUM(css_check(buf_str(&css), &err), -1);
	CHECK(str_starts(str_of(err.message),
	    STR("line 1: too many parentheses")));
	buf_clear(&css);
	for (size_t i = 0; i < 100000; i++)
		buf_adds(&css, "p > q, r:hover { a: b; c: d }\n/* e */\n");
	CHECK_NUM(css_check(buf_str(&css), &err), 0);
	buf_release(&css);
}

/* Cut off anywhere it is refused, or a whole sheet; nothing is read past it. */
static void
test_cut_off(void)
{
	const struct str css = STR("@media a and (b:c){p>q[r~='s']:not(.t)"
	    "::u{--v:w(1px + 2%) !important;x:#fff}}/**/@page :y{z:1}");
	struct err err = ERR_INIT;
	size_t whole = 0;

	for (size_t n = 0; n <= css.len; n++) {
		char *copy = mem_alloc(n);

		memcpy(copy, css.p, n);
		whole += css_check((struct str){ copy, n }, &err) == 0;
		free(copy);
	}
	/* Nothing, the rule, the comment behind it, and all. */
	CHECK_NUM(whole, 4);
}

int
main(void)
{
	RUN(test_taken);
	RUN(test_refused);
	RUN(test_nul);
	RUN(test_large);
	RUN(test_cut_off);
	return test_end();
}
