/* SPDX-License-Identifier: MIT */
#include "article/frontmatter/frontmatter_parts.h"

#include <jansson.h>
#include <stdlib.h>

#include "article/frontmatter/weights.h"
#include "base/limits.h"

static void
add_scalar(struct front_draft *draft, struct str key, const json_t *value)
{
	struct buf text = BUF_INIT;

	if (json_is_string(value)) {
		front_add(draft, key, (struct str){ json_string_value(value),
		    json_string_length(value) });
		return;
	}
	if (json_is_true(value))
		buf_adds(&text, "true");
	else if (json_is_false(value))
		buf_adds(&text, "false");
	else if (json_is_integer(value))
		buf_addf(&text, "%lld", (long long)json_integer_value(value));
	else if (json_is_real(value))
		buf_addf(&text, "%.15g", json_real_value(value));
	if (text.len)
		front_add(draft, key, buf_str(&text));
	else
		front_declare(draft, key);
	buf_release(&text);
}

static void
add_value(struct front_draft *draft, struct buf *path, json_t *value,
    unsigned depth)
{
	size_t base = path->len, i;
	const char *key;
	json_t *item;

	if (depth == FRONT_DEPTH) {
		draft->broken = true;
	} else if (json_is_array(value)) {
		front_declare(draft, buf_str(path));
		json_array_foreach(value, i, item)
			add_value(draft, path, item, depth + 1);
	} else if (json_is_object(value)) {
		json_object_foreach(value, key, item) {
			front_path(path, base, str_of(key));
			add_value(draft, path, item, depth + 1);
			buf_truncate(path, base);
		}
	} else {
		add_scalar(draft, buf_str(path), value);
	}
}

size_t
front_read_json(struct str s, struct front_draft *draft)
{
	struct buf path = BUF_INIT;
	json_error_t error;
	json_t *root;
	size_t end;

	s = str_sub(s, 0, LIMIT_FRONT_MATTER_BYTES);
	root = json_loadb(s.p, s.len, JSON_DISABLE_EOF_CHECK, &error);
	if (!json_is_object(root)) {
		json_decref(root);
		return 0;
	}
	add_value(draft, &path, root, 0);
	json_decref(root);
	buf_release(&path);
	end = (size_t)error.position;
	while (end < s.len && (s.p[end] == ' ' || s.p[end] == '\r'))
		end++;
	return end < s.len && s.p[end] == '\n' ? end + 1 : end;
}
