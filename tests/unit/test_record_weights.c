/* SPDX-License-Identifier: MIT */
/* Pictures on either side of each constant of article/record/weights.h. */
#include "article/clean/srcset.h"
#include "article/record/image_order.h"
#include "sides.h"

static struct candidate
read_candidate(struct str item)
{
	struct str how = str_sub(item, 0, str_chr(item, ' '));
	struct candidate c = { .kind = TARGET_PATH, .origin = FROM_SRC,
		.ref = str_sub(item, how.len + 1, item.len) };
	unsigned long number = 0;

	str_number(str_sub(how, 1, how.len), 1000000, &number);
	if (str_starts(how, STR("w")))
		c.width_px = (unsigned)number;
	else if (str_starts(how, STR("x")))
		c.density_x100 = (unsigned)number;
	else if (str_eq(how, STR("full")))
		c.origin = FROM_FULL;
	c.rooted = str_eq(how, STR("rooted"));
	return c;
}

/* "wanted width|how file|how file" in order, each behind a space. */
static void
order(struct str in, struct buf *out)
{
	struct pool *pool = pool_new();
	struct candidate list[4];
	struct image image = { .kind = TARGET_PATH, .candidates = list };
	const struct candidate *ordered;
	unsigned long want = 0;
	struct str item;
	size_t count;

	str_next(&in, '|', &item);
	if (!str_number(item, 1000000, &want))
		image.folder = item;
	while (str_next(&in, '|', &item))
		list[image.candidate_count++] = read_candidate(item);
	ordered = image_order(&image, (unsigned)want, pool, &count);
	for (size_t i = 0; i < count; i++)
		buf_addf(out, " %.*s", STR_ARG(ordered[i].ref));
	pool_free(pool);
}

static const struct sides orders[] = {
	{ "IMAGE_COLUMN_PX", "‹n›|x200 a|w5000 b", 1200, 1201, "is  a b",
		"is  b a" },
	{ "IMAGE_USUAL_PX", "‹n›|src a|w5000 b", 800, 801, "is  a b",
		"is  b a" },
	{ "IMAGE_FULL_PX", "‹n›|full a|w5000 b", 2400, 2401, "is  a b",
		"is  b a" },
	{ "IMAGE_SIDE_PX_MAX", "‹n›|src a-‹n›x10.jpg|w50000 b", 99999, 100000,
		"is  a-‹n›x10.jpg b", "is  b a-‹n›x10.jpg" },
	{ "IMAGE_FOLDERS", "d‹times /d›|rooted a.jpg", 6, 7,
		"has  static/a.jpg", "lacks  static/a.jpg" },
};

/* The width and the density of the first of a set. */
static void
first_of_set(struct str in, struct buf *out)
{
	struct srcset_entry entry;

	if (srcset_next(&in, &entry))
		buf_addf(out, "%u %u", entry.width_px, entry.density_x100);
}

static const struct sides sets[] = {
	{ "IMAGE_SIDE_PX_MAX", "a ‹n›w", 99999, 100000, "is ‹n› 0",
		"is 99999 0" },
	{ "IMAGE_DENSITY_X100_MAX", "a ‹n›x", 100, 101, "is 0 10000",
		"is 0 10000" },
};

static void
test_orders(void)
{
	CHECK_SIDES(orders, order);
}

static void
test_sets(void)
{
	CHECK_SIDES(sets, first_of_set);
}

int
main(void)
{
	RUN(test_orders);
	RUN(test_sets);
	return test_end();
}
