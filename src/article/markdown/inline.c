/* SPDX-License-Identifier: MIT */
#include "article/markdown/inline.h"

#include <string.h>

#include "tables/elements.h"

/* In order; of those with the same trigger the first that takes it counts. */
static const struct rule {
	char trigger;
	bool in_html;		/* also in raw HTML, or */
	bool only_html;
	unsigned dialects;	/* any of them; 0: always */
	inline_take *take;
} rules[] = {
	{ '\\', false, false, DIALECT_WORDPRESS, take_wordpress },
	{ '\\', false, false, 0, take_escape },
	{ '`', false, false, 0, take_code_span },
	{ '[', true, false, DIALECT_WORDPRESS, take_wordpress },
	{ '[', false, false, DIALECT_LINKS, take_wiki_link },
	{ '[', false, false, 0, take_reference },
	{ '(', false, false, 0, take_destination },
	{ '{', true, true, DIALECT_LIQUID, take_listing },
	{ '{', true, false, DIALECT_LIQUID, take_tag },
	{ '{', true, false, DIALECT_SHORTCODES, take_shortcode },
	{ '{', true, false, DIALECT_VALUES, take_value },
	{ '{', true, false, DIALECT_LIQUID, take_remark },
	{ '{', true, false, DIALECT_MDX, take_script_remark },
	{ '{', true, false, DIALECT_KRAMDOWN, take_kramdown },
	{ '{', true, false, DIALECT_PELICAN, take_site_path },
	{ '{', true, false, DIALECT_MYST, take_role },
	{ '{', true, false, DIALECT_MDX | DIALECT_COMPONENTS,
	    take_expression },
	{ '{', true, false, DIALECT_ATTRIBUTES | DIALECT_KRAMDOWN,
	    take_attributes },
	{ '<', true, false, DIALECT_COMPONENTS, take_component },
	{ '*', false, false, 0, take_stars },
	{ '=', false, false, DIALECT_EXTRA, take_mark },
	{ '^', false, false, DIALECT_EXTRA, take_script },
	{ '^', false, false, DIALECT_LINKS, take_block_name },
	{ '~', false, false, DIALECT_EXTRA, take_script },
	{ '~', false, false, 0, take_tilde },
	{ ':', false, false, 0, take_address },
	{ ':', false, false, 0, take_emoji },
	{ '@', false, false, DIALECT_EMBEDS, take_embed },
	{ '%', false, false, DIALECT_EMBEDS, take_embed },
	{ '%', false, false, DIALECT_LINKS, take_comment }
};

#define RULES ARRAY_COUNT(rules)

void
inline_prepare(struct markdown *md)
{
	for (size_t i = RULES; i-- > 0;)
		if (!rules[i].dialects || has_dialect(md, rules[i].dialects))
			md->first_rule[(unsigned char)rules[i].trigger] =
				(unsigned char)(i + 1);
}

/* Takes what is at in->at, or steps over it. */
static void
step(struct inliner *in)
{
	char c = in->s.p[in->at];
	size_t i = in->md->first_rule[(unsigned char)c], end = 0;

	for (; i && i <= RULES && rules[i - 1].trigger == c && !end; i++) {
		const struct rule *rule = &rules[i - 1];

		if ((in->is_html ? rule->in_html : !rule->only_html)
		    && (!rule->dialects
		    || has_dialect(in->md, rule->dialects)))
			end = rule->take(in);
	}
	in->at = end ? end : in->at + 1;
	in->from = end ? end : in->from;
}

void
markdown_inline(struct markdown *md, struct str line, bool in_raw)
{
	struct inliner in = { .md = md, .out = &md->text, .s = line,
		.in_raw = in_raw };

	while (in.at < line.len)
		if (md->first_rule[(unsigned char)line.p[in.at]])
			step(&in);
		else
			in.at++;
	in.at = line.len;
	inline_flush(&in);
}

/*
 * How many elements whose text is code are open at at, where kept were at
 * from.
 */
static unsigned
follow_tags(struct str s, size_t from, size_t at, unsigned kept)
{
	while (from < at) {
		const char *lt = memchr(s.p + from, '<', at - from);
		struct str name;
		bool ends;

		if (!lt)
			break;
		from = (size_t)(lt - s.p) + 1;
		ends = from < s.len && s.p[from] == '/';
		name = str_sub(s, from + ends, from + ends + 10);
		name = str_sub(name, 0, word_end(name, 0, "-:"));
		if (words_has(&WORDS_LITERAL_ELEMENTS, name))
			kept = ends ? kept - (kept > 0) : kept + 1;
	}
	return kept;
}

void
markdown_raw(struct markdown *md, struct str s, bool in_raw,
    struct buf *html)
{
	struct inliner in = { .md = md, .out = html, .s = s,
		.in_raw = in_raw, .is_html = true };
	size_t seen = 0;
	unsigned kept = 0;

	while (in.at < s.len) {
		char c = s.p[in.at];

		if (c != '{' && c != '[' && c != '<') {
			in.at++;
			continue;
		}
		kept = follow_tags(s, seen, in.at, kept);
		seen = in.at;
		if (kept)
			in.at++;
		else
			step(&in);
	}
	in.at = s.len;
	inline_flush(&in);
}
