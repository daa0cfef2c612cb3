/* SPDX-License-Identifier: MIT */
#include "article/extract/label.h"

#include "article/extract/weights.h"
#include "article/html/node.h"
#include "base/text.h"
#include "tables/words.h"

static bool
says_all(struct str line, struct str words)
{
	struct str word;

	while (str_next(&words, ' ', &word))
		if (str_find(line, word) == STR_NONE)
			return false;
	return true;
}

bool
label_is_whole(const struct words *words, struct str line)
{
	struct str start = words_start(words, line);

	return start.len && !node_letters(str_sub(line, start.len, line.len));
}

bool
label_is_share(struct str line)
{
	if (line.len > NOTICE_BYTES_MAX || str_ends(line, STR("。")))
		return false;
	for (size_t i = 0; i < WORDS_SHARE_ALL.count; i++)
		if (line.len <= (size_t)words_number(&WORDS_SHARE_ALL,
		    WORDS_SHARE_ALL_BYTES, i)
		    && says_all(line, words_key(&WORDS_SHARE_ALL, i)))
			return true;
	return words_start(&WORDS_SHARE, line).len
		|| label_is_whole(&WORDS_SHARE_BUTTON, line);
}

struct str
label_skip_marks(struct str line)
{
	size_t at = 0, from = 0;

	while (text_next(line, &at) != UINT32_MAX
	    && !node_letters(str_sub(line, from, at)))
		from = at;
	return str_sub(line, from, line.len);
}

size_t
label_begins_related(struct str line)
{
	return node_letters(words_start(&WORDS_RELATED,
	    label_skip_marks(line)));
}

bool
label_is_related(struct str line)
{
	return line.len <= RELATED_BYTES_MAX && label_begins_related(line);
}

bool
label_is_tags(struct str line, struct str *rest)
{
	struct str word = words_start(&WORDS_TAGS, line);

	if (!word.len)
		return false;
	*rest = str_trim(str_sub(line, word.len, line.len));
	if (str_starts(*rest, STR(":")))
		*rest = str_sub(*rest, 1, rest->len);
	else if (str_starts(*rest, STR("：")))
		*rest = str_sub(*rest, 3, rest->len);
	else
		return false;
	return true;
}

bool
label_is_copyright(struct str line)
{
	return line.len <= NOTICE_BYTES_MAX
		&& (words_start(&WORDS_COPYRIGHT, line).len
		|| words_within(&WORDS_COPYRIGHT_WITHIN, line));
}
