/* SPDX-License-Identifier: MIT */
#include "article/dialect/dialect.h"

#include "tables/dialects.h"

static const char *const names[DIALECT_COUNT] = {
	"Liquid", "values", "shortcodes", "kramdown", "attributes",
	"Markdown Extra", "components", "MDX", "MyST", "containers",
	"admonitions", "wiki links", "WordPress", "embeds", "Pelican",
	"Zola", "docsify", "contents"
};

const char *
dialect_name(size_t bit)
{
	return names[bit];
}

void
dialects_add(struct dialects *out, unsigned set, struct str evidence)
{
	for (size_t i = 0; i < DIALECT_COUNT; i++)
		if ((set & ~out->set) & 1u << i)
			out->evidence[i] = evidence;
	out->set |= set;
}

static void
add(struct dialects *out, struct pool *pool, int set, const char *what,
    struct str name)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "%s %.*s", what, STR_ARG(name));
	dialects_add(out, (unsigned)set, pool_str(pool, buf_str(&text)));
	buf_release(&text);
}

static void
add_path(struct dialects *out, struct str path, struct pool *pool)
{
	size_t dot = str_rchr(path, '.'), at;
	struct str part;

	at = words_find(&WORDS_DIALECT_ENDINGS, str_sub(path,
	    dot == STR_NONE ? path.len : dot, path.len));
	if (at != WORDS_NONE)
		add(out, pool, words_number(&WORDS_DIALECT_ENDINGS,
		    WORDS_DIALECT_ENDINGS_DIALECTS, at), "the file's ending",
		    words_key(&WORDS_DIALECT_ENDINGS, at));
	while (str_next(&path, '/', &part) && path.p) {
		at = words_find(&WORDS_DIALECT_FOLDERS, part);
		if (at != WORDS_NONE)
			add(out, pool, words_number(&WORDS_DIALECT_FOLDERS,
			    WORDS_DIALECT_FOLDERS_DIALECTS, at),
			    "the folder", part);
	}
}

/* keys: one, or several with a '+' between them. */
static bool
has_keys(const struct front_matter *fm, struct str keys)
{
	struct str key;

	while (str_next(&keys, '+', &key))
		if (!front_matter_get(fm, key).count)
			return false;
	return true;
}

static void
add_front_matter(struct dialects *out, const struct document *doc,
    const struct front_matter *fm, struct pool *pool)
{
	bool is_toml = str_starts(doc->bytes, STR("+++"));

	for (size_t i = 0; i < WORDS_DIALECT_KEYS.count; i++) {
		struct str key = words_key(&WORDS_DIALECT_KEYS, i);

		if (str_eq(key, STR("+++")) ? is_toml : has_keys(fm, key))
			add(out, pool, words_number(&WORDS_DIALECT_KEYS,
			    WORDS_DIALECT_KEYS_DIALECTS, i), "front matter:",
			    key);
	}
	if (fm->plain)
		dialects_add(out, DIALECT_PELICAN | DIALECT_EXTRA,
		    STR("front matter without markers"));
	/* A page of HTML has front matter only to be filled in. */
	if (doc->media == MEDIA_HTML)
		dialects_add(out, DIALECT_TAGS | DIALECT_SHORTCODES,
		    STR("front matter of an HTML page"));
}

static void
add_site(struct dialects *out, uint32_t site)
{
	for (size_t i = 0; i < WORDS_DIALECT_SITES.count; i++)
		if (site & (uint32_t)1 << i)
			dialects_add(out, (unsigned)words_number(
			    &WORDS_DIALECT_SITES,
			    WORDS_DIALECT_SITES_DIALECTS, i),
			    words_key(&WORDS_DIALECT_SITES, i));
}

void
dialects_find(const struct document *doc, const struct front_matter *fm,
    struct str text, struct pool *pool, struct dialects *out)
{
	*out = (struct dialects){ .set = 0 };
	add_path(out, doc->path, pool);
	if (fm->count)
		add_front_matter(out, doc, fm, pool);
	add_site(out, doc->site);
	dialects_find_markers(out, text, fm->count > 0, pool);
}

size_t
site_name_count(void)
{
	return 2 * WORDS_DIALECT_SITES.count;
}

/* Rows have one name or two. */
struct str
site_name(size_t index)
{
	struct str row = words_key(&WORDS_DIALECT_SITES, index / 2);
	size_t space = str_chr(row, ' ');

	if (index % 2)
		return str_sub(row, space == STR_NONE ? row.len : space + 1,
		    row.len);
	return str_sub(row, 0, space);
}

uint64_t
site_name_bits(struct str name)
{
	uint64_t bits = 0;

	for (size_t i = 0; name.len && i < site_name_count(); i++)
		if (str_eq(site_name(i), name))
			bits |= (uint64_t)1 << i;
	return bits;
}

uint32_t
site_of_names(uint64_t bits)
{
	uint32_t site = 0;

	for (size_t i = 0; bits && i < WORDS_DIALECT_SITES.count; i++)
		if (bits >> 2 * i & 1 && (bits >> (2 * i + 1) & 1
		    || !site_name(2 * i + 1).len))
			site |= (uint32_t)1 << i;
	return site;
}

static bool
is_name(char c)
{
	return ascii_alpha((unsigned char)c) || ascii_digit((unsigned char)c)
		|| c == '-' || c == '_' || c == '.';
}

bool
dialect_is_attributes(struct str s)
{
	bool any = false;

	for (s = str_trim(s); s.len; s = str_trim(s)) {
		size_t i = s.p[0] == '#' || s.p[0] == '.', name = i;

		while (i < s.len && is_name(s.p[i]))
			i++;
		if (i == name)
			return false;
		if (!name) {
			char quote = i + 1 < s.len ? s.p[i + 1] : '\0';
			size_t end;

			if (i + 1 >= s.len || s.p[i] != '=' || quote == '>'
			    || quote == '=')
				return false;
			end = str_chr(str_sub(s, i + 2, s.len),
			    quote == '"' || quote == '\'' ? quote : ' ');
			i = end == STR_NONE ? s.len : i + 3 + end;
		}
		any = true;
		s = str_sub(s, i, s.len);
	}
	return any;
}
