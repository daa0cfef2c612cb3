/* SPDX-License-Identifier: MIT */
/*
 * What MyST has of Sphinx (https://mystmd.org/guide) between paragraphs:
 * directives, which are fences with a name in braces, and labels.
 */
#include "article/markdown/lines.h"

static void
open_frame(struct scan *sc, const struct call *call, struct str argument)
{
	struct buf *out = &sc->md->text;

	if (call_means(call, CALL_PICTURE))
		buf_addf(out, "\n![](<%.*s>)\n\n", STR_ARG(argument));
	else if (argument.len)
		buf_addf(out, "\n**%.*s**\n\n", STR_ARG(argument));
	else
		buf_addc(out, '\n');
	sc->in_list = false;
}

size_t
take_directive(struct scan *sc, const struct line *line)
{
	char sign = line->s.p[0];
	size_t n = run_length(line->s, sign), len;
	struct str s = str_trim(str_sub(line->s, n, line->s.len)), argument;
	const char end[] = { '\n', sign, sign, sign };
	struct call call;

	if (n < 3)
		return 0;
	len = call_read(&sc->md->imports, s, &call);
	if (!len || call.bracket != BRACKET_ROLE || call.rest.len)
		return 0;
	argument = str_trim(str_sub(s, len, s.len));
	if (call_means(&call, CALL_CODE) && sign != ':') {
		buf_addstr(&sc->md->text, str_sub(line->s, 0, n));
		buf_addf(&sc->md->text, "%.*s\n", STR_ARG(argument));
		sc->fence.sign = sign;
		sc->fence.len = n;
	} else if (sc->directive_count < DIRECTIVES_MAX
	    && (call_means(&call, CALL_FRAME | CALL_PICTURE)
	    || (call_means(&call, CALL_MACHINE) && markdown_search(sc->md,
	    str_sub(sc->s, line->at, sc->s.len), (struct str){ end, 4 })
	    != STR_NONE))) {
		sc->directives[sc->directive_count++] = (struct directive){
			sign, n, call_means(&call, CALL_MACHINE)
		};
		if (!call_means(&call, CALL_MACHINE))
			open_frame(sc, &call, argument);
	} else {
		return 0;
	}
	sc->in_options = true;
	return line_next(line);
}

/* ":name: value" behind the first line. */
static bool
is_option(struct str s)
{
	size_t end = str_chr(str_sub(s, 1, s.len), ':');

	return str_starts(s, STR(":")) && end != STR_NONE && end > 0
		&& str_chr(str_sub(s, 1, end), ' ') == STR_NONE;
}

size_t
take_in_directive(struct scan *sc, const struct line *line)
{
	const struct directive *open = sc->directive_count
		? &sc->directives[sc->directive_count - 1] : NULL;
	size_t next = line_next(line);
	struct str s = line->s;

	if (sc->in_options && is_option(s))
		return next;
	sc->in_options = false;
	if (!open || sc->fence.len || sc->listing.len || !s.len)
		return open && open->is_dropped ? next : 0;
	if (s.p[0] == open->sign && run_length(s, open->sign) == s.len
	    && s.len >= open->len) {
		sc->directive_count--;
		buf_addc(&sc->md->text, '\n');
		return next;
	}
	return open->is_dropped ? next : 0;
}

/* "(name)=" */
size_t
take_label(struct scan *sc, const struct line *line)
{
	(void)sc;
	return str_ends(line->s, STR(")=")) && str_chr(line->s, ' ')
		== STR_NONE ? line_next(line) : 0;
}
