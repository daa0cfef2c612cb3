/* SPDX-License-Identifier: MIT */
/* Documents on either side of the constants of article/frontmatter/weights.h. */
#include "article/frontmatter/frontmatter.h"
#include "base/mem.h"
#include "sides.h"

/* Fields as " key=value|value", and " broken". */
static void
read_fields(struct str in, struct buf *out)
{
	struct pool *pool = pool_new();
	struct front_matter fm;
	bool broken;

	front_matter_parse(in, pool, &fm, &broken);
	for (size_t i = 0; i < fm.count; i++) {
		buf_addf(out, " %.*s=", STR_ARG(fm.fields[i].key));
		for (size_t k = 0; k < fm.fields[i].values.count; k++)
			buf_addf(out, "%s%.*s", k ? "|" : "",
			    STR_ARG(fm.fields[i].values.items[k]));
	}
	buf_adds(out, broken ? " broken" : "");
	pool_free(pool);
}

static const struct sides documents[] = {
	{ "FRONT_PROPERTIES", "# The bridge\n\n‹times date: 2021-03-04\n›\nIt "
		"is open.\n", 1, 2, "lacks date", "has date" },
	{ "FRONT_KEY_BYTES", "title: The bridge\n‹times k›: one\n\nIt is open.\n",
		40, 41, "has title", "lacks title" },
	{ "FRONT_DEPTH", "{\"t\": ‹times {\"k\": ›1‹times }›}\n\nIt is open.\n",
		6, 7, "lacks broken", "has broken" },
	{ "FRONT_DEPTH", "+++\nt = ‹times {k = ›1‹times }›\n+++\nIt is open.\n",
		7, 8, "lacks broken", "has broken" },
};

static const struct sides yaml[] = {
	{ "FRONT_VALUES", "---\nt: [‹times x,›]\n---\nIt is open.\n", 4096,
		4097, "lacks broken", "has broken" },
	{ "FRONT_YAML_DEPTH", "---\nt: ‹times [›x‹times ]›\n---\nIt is open.\n",
		63, 64, "lacks broken", "has broken" },
	{ "FRONT_YAML_EVENTS", "---\nt: [‹times [],›]\n---\nIt is open.\n",
		9996, 9997, "lacks broken", "has broken" },
};

/* Of so many fields, whether one was too many. */
static bool
is_broken(size_t fields)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	bool broken;

	buf_adds(&in, "+++\n");
	for (size_t i = 0; i < fields; i++)
		buf_addf(&in, "k%zu = 1\n", i);
	buf_adds(&in, "+++\n");
	read_fields(buf_str(&in), &out);
	broken = str_ends(buf_str(&out), STR(" broken"));
	buf_release(&in);
	buf_release(&out);
	return broken;
}

static void
test_amounts(void)
{
	CHECK_SIDES(yaml, read_fields);
	/* FRONT_FIELDS */
	CHECK(!is_broken(256) && is_broken(257));
}

static void
test_documents(void)
{
	CHECK_SIDES(documents, read_fields);
}

int
main(void)
{
	RUN(test_documents);
	RUN(test_amounts);
	return test_end();
}
