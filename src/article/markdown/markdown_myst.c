/* SPDX-License-Identifier: MIT */
/*
 * What MyST has of Sphinx (https://mystmd.org/guide): directives, which are
 * fences with a name in braces, roles, and labels.
 */
#include "article/markdown/markdown_parts.h"

static const char frames[] = "note warning tip important caution danger "
	"attention hint seealso error admonition topic sidebar dropdown card "
	"tab-item tab-set grid grid-item grid-item-card margin aside epigraph "
	"pull-quote highlights exercise solution figure image figure-md";
static const char code[] = "code code-block code-cell sourcecode";
static const char machine[] = "toctree contents tableofcontents bibliography "
	"raw eval-rst include index only postlist";
/* Roles whose text is running text, perhaps with a target behind it. */
static const char references[] = "ref doc numref eq term any download abbr "
	"sub sup guilabel menuselection cite cite:p cite:t";

static size_t
run_length(struct str s, char c)
{
	size_t n = 0;

	while (n < s.len && s.p[n] == c)
		n++;
	return n;
}

/* "{name}" at the start of s: *len of it, and what it is called. */
static bool
read_name(struct str s, struct call *call, size_t *len)
{
	size_t i = 1;

	while (i < s.len && (ascii_alpha((unsigned char)s.p[i])
	    || ascii_digit((unsigned char)s.p[i]) || s.p[i] == '-'
	    || s.p[i] == ':' || s.p[i] == '_'))
		i++;
	if (i < 2 || i >= s.len || s.p[0] != '{' || s.p[i] != '}')
		return false;
	*call = (struct call){ .name = str_sub(s, 1, i) };
	*len = i + 1;
	return true;
}

static void
open_frame(struct scan *sc, const struct call *call, struct str argument)
{
	struct buf *out = &sc->md->text;

	if (call_is(call, "figure image"))
		buf_addf(out, "\n![](<%.*s>)\n\n", STR_ARG(argument));
	else if (argument.len)
		buf_addf(out, "\n**%.*s**\n\n", STR_ARG(argument));
	else
		buf_addc(out, '\n');
	sc->in_list = false;
}

/* ":name: value" behind the first line. */
static bool
is_option(struct str s)
{
	size_t end = str_chr(str_sub(s, 1, s.len), ':');

	return s.p[0] == ':' && end != STR_NONE && end > 0
		&& str_chr(str_sub(s, 1, end), ' ') == STR_NONE;
}

/* Whether what is to be left out ends: "\n```". */
static bool
has_end(struct scan *sc, char sign)
{
	const char end[] = { '\n', sign, sign, sign };
	struct str rest = str_sub(sc->s, sc->at, sc->s.len);

	if (sc->work < rest.len)
		return false;
	if (str_find(rest, (struct str){ end, 4 }) != STR_NONE)
		return true;
	sc->work -= rest.len;
	return false;
}

static bool
open_directive(struct scan *sc, struct str s)
{
	char c = s.p[0];
	size_t n = run_length(s, c), len;
	struct str name = str_trim(str_sub(s, n, s.len)), argument;
	struct call call;

	if (n < 3 || (c != '`' && c != '~' && c != ':')
	    || !read_name(name, &call, &len))
		return false;
	argument = str_trim(str_sub(name, len, name.len));
	if (call_is(&call, code) && c != ':') {
		for (size_t i = 0; i < n; i++)
			buf_addc(&sc->md->text, c);
		buf_addf(&sc->md->text, "%.*s\n", STR_ARG(argument));
		sc->fence = c;
		sc->fence_len = n;
	} else if (sc->directive_count < MARKDOWN_DIRECTIVES
	    && (call_is(&call, frames) || (call_is(&call, machine)
	    && has_end(sc, c)))) {
		sc->directives[sc->directive_count++] = (struct directive){
			.sign = c, .len = n,
			.is_dropped = call_is(&call, machine)
		};
		if (!call_is(&call, machine))
			open_frame(sc, &call, argument);
	} else {
		return false;
	}
	sc->in_options = true;
	return true;
}

bool
markdown_take_directive(struct scan *sc, const struct line *line)
{
	struct str s = str_trim(line->text);
	const struct directive *open = sc->directive_count
		? &sc->directives[sc->directive_count - 1] : NULL;

	if (!HAS(sc->md, MYST))
		return false;
	if (sc->in_options && s.len && is_option(s))
		return true;
	sc->in_options = false;
	if (sc->fence || sc->listing.len || !s.len)
		return open && open->is_dropped;
	if (open && s.p[0] == open->sign && run_length(s, open->sign) == s.len
	    && s.len >= open->len) {
		sc->directive_count--;
		buf_addc(&sc->md->text, '\n');
		sc->was_blank = true;
		return true;
	}
	if (open && open->is_dropped)
		return true;
	if (s.p[0] == '(' && str_ends(s, STR(")="))
	    && str_chr(s, ' ') == STR_NONE)
		return true;
	return line->columns < 4 && open_directive(sc, s);
}

bool
markdown_role(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at, in->at + MARKDOWN_LINK_BYTES);
	struct str text;
	struct call call;
	size_t len, end, target;

	if (!HAS(in->md, MYST) || !read_name(s, &call, &len) || len >= s.len || s.p[len] != '`')
		return false;
	end = str_chr(str_sub(s, len + 1, s.len), '`');
	if (end == STR_NONE)
		return false;
	text = str_sub(s, len + 1, len + 1 + end);
	if (!call_is(&call, references)) {
		/* "{py:func}`f`" stays code. */
		markdown_cut(in, len);
		in->at += end + 2;
		return true;
	}
	target = str_find(text, STR(" <"));
	if (str_ends(text, STR(">")) && target != STR_NONE)
		text = str_sub(text, 0, target);
	markdown_cut(in, len + end + 2);
	buf_addstr(in->out, text);
	return true;
}
