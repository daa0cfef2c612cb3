/* SPDX-License-Identifier: MIT */
/* Any text as a document that may start with front matter. */
#include <stdint.h>
#include <stdlib.h>

#include "article/frontmatter/frontmatter.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str raw = { (const char *)data, bytes };
	struct pool *pool = pool_new();
	struct buf text = BUF_INIT;
	struct front_matter fm;
	bool broken;

	text_sanitise(raw, &text);
	front_matter_parse(buf_str(&text), pool, &fm, &broken);
	if (fm.body_offset > text.len || (fm.count && !fm.body_offset))
		abort();
	for (size_t i = 0; i < fm.count; i++)
		for (size_t k = 0; k < fm.fields[i].values.count; k++)
			if (!text_is_utf8(fm.fields[i].values.items[k]))
				abort();
	/* Also what text_sanitise() would not let through. */
	front_matter_parse(raw, pool, &fm, &broken);
	pool_free(pool);
	buf_release(&text);
	return 0;
}
