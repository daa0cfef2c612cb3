/* SPDX-License-Identifier: MIT */
/* What every rule for running text does with it. */
#include "article/markdown/inline.h"

void
inline_flush(struct inliner *in)
{
	buf_add(in->out, in->s.p + in->from, in->at - in->from);
	in->from = in->at;
}

size_t
inline_keep(struct inliner *in, size_t end)
{
	end = end < in->s.len ? end : in->s.len;
	inline_flush(in);
	buf_add(in->out, in->s.p + in->at, end - in->at);
	return end;
}

struct str
inline_ahead(const struct inliner *in, size_t bytes)
{
	return str_sub(in->s, in->at, in->at + bytes);
}

char
inline_before(const struct inliner *in)
{
	return in->at ? in->s.p[in->at - 1] : '\0';
}

bool
inline_is_target(const struct inliner *in)
{
	size_t i = in->at, left = ADDRESS_BYTES;

	for (; i > 0 && left; left--) {
		char c = in->s.p[i - 1];
		char before = i > 1 ? in->s.p[i - 2] : '\0';

		if (c == '}') {
			size_t open = str_rchr(str_sub(in->s, 0, i), '{');

			i = open == STR_NONE ? 0 : open;
			continue;
		}
		if (c == '(' || c == '<')
			return before == (c == '(' ? ']' : '(');
		if (c == '"' || c == '\'')
			return before == '=';
		if (ascii_space((unsigned char)c) || c == '>')
			return false;
		i--;
	}
	return false;
}
