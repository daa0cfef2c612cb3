/* SPDX-License-Identifier: MIT */
/*
 * "Key: value" lines without markers around them: Pelican's and MultiMarkdown's
 * metadata, which a blank line ends; Hexo's old kind and Bear Blog's, which
 * "---" or "___" ends; Nikola's ".. key: value", perhaps in a comment; and
 * the properties that note programs write, "key:: value" or under the first
 * heading.
 */
#include "article/frontmatter/frontmatter_parts.h"

#include "article/frontmatter/weights.h"
#include "base/limits.h"
#include "tables/frontmatter.h"

struct line_reader {
	struct str text;
	size_t at;
	struct front_draft *draft;
	struct str key;
	struct buf value;	/* its lines */
	size_t fields;
	bool dotted, commented;	/* Nikola's */
	bool known;		/* one of the fields is metadata for sure */
};

static bool
is_known(struct str key)
{
	return words_has(&WORDS_DECLARED_FOR_SURE, key);
}

static struct str
next_line(struct line_reader *r)
{
	struct str rest = str_sub(r->text, r->at, r->text.len);
	size_t len = str_chr(rest, '\n');

	r->at += len == STR_NONE ? rest.len : len + 1;
	return str_sub(rest, 0, len == STR_NONE ? rest.len : len);
}

static void
end_field(struct line_reader *r)
{
	if (r->key.len && r->value.len)
		front_add(r->draft, r->key, buf_str(&r->value));
	else if (r->key.len)
		front_declare(r->draft, r->key);
	r->key = STR("");
	buf_clear(&r->value);
}

/* "key:: value", as Logseq has it. */
static struct str
property_key(struct str line, struct str *value)
{
	size_t at = str_find(line, STR(":: "));

	*value = str_trim(str_sub(line, at == STR_NONE ? line.len : at + 3,
	    line.len));
	return at == STR_NONE || str_find(str_sub(line, 0, at), STR(" "))
		!= STR_NONE ? STR("") : str_sub(line, 0, at);
}

/* False if the line is none of metadata. */
static bool
take_line(struct line_reader *r, struct str line)
{
	struct str value, key;

	if (r->dotted && str_starts(str_trim(line), STR(".. ")))
		line = str_sub(str_trim(line), 3, line.len);
	else if (r->dotted)
		return false;
	if (r->fields && (str_starts(line, STR("    "))
	    || str_starts(line, STR("\t")))) {
		buf_addc(&r->value, '\n');
		buf_addstr(&r->value, str_trim(line));
		return true;
	}
	key = front_line_key(line, &value);
	if (!key.len)
		key = property_key(line, &value);
	if (!key.len || key.len > FRONT_KEY_BYTES)
		return false;
	end_field(r);
	r->key = key;
	r->fields++;
	r->known |= is_known(key);
	buf_addstr(&r->value, value);
	return true;
}

/* The lines up to a blank one or "---": whether they all are metadata. */
static bool
take_block(struct line_reader *r)
{
	bool ended = !r->commented;

	while (r->at < r->text.len && r->at < LIMIT_FRONT_MATTER_BYTES) {
		struct str line = next_line(r);

		if (r->commented && str_eq(str_trim(line), STR("-->"))) {
			ended = true;
			break;
		}
		if (!r->commented && (!str_trim(line).len || (r->fields
		    && (str_eq(str_trim(line), STR("---"))
		    || str_eq(str_trim(line), STR("___"))))))
			break;
		if (!str_trim(line).len)
			continue;
		if (!take_line(r, line))
			return false;
	}
	end_field(r);
	return r->known && ended;
}

/* Behind "# Title" and a blank line, or 0. */
static size_t
skip_heading(struct str text, struct str *title)
{
	struct line_reader r = { .text = text };

	if (!str_starts(text, STR("# ")))
		return 0;
	*title = str_trim(str_sub(next_line(&r), 2, LIMIT_TITLE_BYTES));
	return title->len && !str_trim(next_line(&r)).len ? r.at : 0;
}

size_t
front_read_plain(struct str text, struct front_draft *draft)
{
	struct line_reader r = { .text = text, .draft = draft,
		.value = BUF_INIT };
	struct str title = STR("");
	bool taken;

	r.at = skip_heading(text, &title);
	r.commented = str_starts(text, STR("<!--"));
	if (r.commented && str_trim(str_sub(next_line(&r), 4, text.len)).len)
		return 0;
	r.dotted = r.commented || text.p[0] == '.';
	taken = take_block(&r) && (!title.len || r.fields >= FRONT_PROPERTIES);
	if (taken && title.len && !front_has(draft, STR("title")))
		front_add(draft, STR("title"), title);
	buf_release(&r.value);
	return taken ? r.at : 0;
}
