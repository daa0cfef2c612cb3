/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "article/record/image_order.h"

#define NAME(s) { "" s "", sizeof(s) - 1 }

/* The references in order, each behind a space. */
static void
check_order(const struct image *image, unsigned want_px, const char *wanted)
{
	struct pool *pool = pool_new();
	struct buf got = BUF_INIT;
	size_t count;
	const struct candidate *list = image_order(image, want_px, pool,
	    &count);

	for (size_t i = 0; i < count; i++) {
		CHECK(!list[i].rooted);
		buf_addf(&got, " %.*s", STR_ARG(list[i].ref));
	}
	CHECK_STR(buf_str(&got), wanted);
	buf_release(&got);
	pool_free(pool);
}

static void
test_plain(void)
{
	struct image image = { .kind = TARGET_PATH, .ref = STR("a/b.png") };

	check_order(&image, 600, " a/b.png");
	image.kind = TARGET_NONE;
	check_order(&image, 600, "");
}

static void
test_widths(void)
{
	static const struct candidate list[] = {
		{ .kind = TARGET_URL, .ref = NAME("s") },
		{ .kind = TARGET_URL, .ref = NAME("w300"),
		    .origin = FROM_SRCSET, .width_px = 300 },
		{ .kind = TARGET_URL, .ref = NAME("w1072"),
		    .origin = FROM_SRCSET, .width_px = 1072 },
		{ .kind = TARGET_URL, .ref = NAME("w1600"),
		    .origin = FROM_SRCSET, .width_px = 1600 },
		{ .kind = TARGET_URL, .ref = NAME("full"),
		    .origin = FROM_FULL },
		{ .kind = TARGET_URL, .ref = NAME("print"),
		    .origin = FROM_SRCSET, .width_px = 1100, .spare = true }
	};
	struct image image = { .kind = TARGET_URL, .ref = STR("s"),
		.candidates = list, .candidate_count = 6 };

	check_order(&image, 1072, " w1072 w1600 full s w300 print");
	check_order(&image, 1073, " w1600 full w1072 s w300 print");
	check_order(&image, 200, " w300 s w1072 w1600 full print");
	check_order(&image, 3000, " full w1600 w1072 s w300 print");
	check_order(&image, 0, " full w1600 w1072 s w300 print");
}

static void
test_densities(void)
{
	static const struct candidate list[] = {
		{ .kind = TARGET_URL, .ref = NAME("s") },
		{ .kind = TARGET_URL, .ref = NAME("x1.5"),
		    .origin = FROM_SRCSET, .density_x100 = 150 },
		{ .kind = TARGET_URL, .ref = NAME("x3"),
		    .origin = FROM_SRCSET, .density_x100 = 300 }
	};
	struct image image = { .kind = TARGET_URL, .ref = STR("s"),
		.width_px = 400, .candidates = list, .candidate_count = 3 };

	check_order(&image, 500, " x1.5 x3 s");
	check_order(&image, 400, " s x1.5 x3");
	check_order(&image, 2000, " x3 x1.5 s");
}

static void
test_width_in_name(void)
{
	static const struct candidate list[] = {
		{ .kind = TARGET_URL, .ref = NAME("h/a-150x150.jpg") },
		{ .kind = TARGET_URL, .ref = NAME("h/a-1x.jpg"),
		    .origin = FROM_NOSCRIPT },
		{ .kind = TARGET_URL, .ref = NAME("h/a-1024x768.jpg"),
		    .origin = FROM_LAZY }
	};
	struct image image = { .kind = TARGET_URL,
		.ref = STR("h/a-150x150.jpg"), .candidates = list,
		.candidate_count = 3 };

	check_order(&image, 1000,
	    " h/a-1024x768.jpg h/a-1x.jpg h/a-150x150.jpg");
}

static void
test_local_first(void)
{
	static const struct candidate list[] = {
		{ .kind = TARGET_DATA, .ref = NAME("data:"), .spare = true },
		{ .kind = TARGET_URL, .ref = NAME("u"), .width_px = 900 },
		{ .kind = TARGET_URL, .ref = NAME("v"), .spare = true },
		{ .kind = TARGET_PATH, .ref = NAME("p"), .width_px = 100 }
	};
	struct image image = { .kind = TARGET_PATH, .ref = STR("p"),
		.candidates = list, .candidate_count = 4 };

	check_order(&image, 600, " p u data: v");
}

static void
test_rooted(void)
{
	static const struct candidate list[] = {
		{ .kind = TARGET_PATH, .ref = NAME("i/a.png"),
		    .rooted = true },
		{ .kind = TARGET_URL, .ref = NAME("u") }
	};
	struct image image = { .kind = TARGET_PATH, .ref = STR("i/a.png"),
		.candidates = list, .candidate_count = 2 };

	check_order(&image, 600, " i/a.png static/i/a.png public/i/a.png"
	    " assets/i/a.png docs/i/a.png .vuepress/public/i/a.png u");
	image.folder = STR("one/posts");
	check_order(&image, 600, " i/a.png one/posts/i/a.png"
	    " one/posts/static/i/a.png one/posts/public/i/a.png"
	    " one/posts/assets/i/a.png one/posts/docs/i/a.png"
	    " one/posts/.vuepress/public/i/a.png one/i/a.png"
	    " one/static/i/a.png one/public/i/a.png one/assets/i/a.png"
	    " one/docs/i/a.png one/.vuepress/public/i/a.png"
	    " static/i/a.png public/i/a.png assets/i/a.png"
	    " docs/i/a.png .vuepress/public/i/a.png u");
	/* However deep it lies, the places are few. */
	image.folder = STR("1/2/3/4/5/6/7/8/9/10/11/12");
	{
		struct pool *pool = pool_new();
		size_t count;

		image_order(&image, 0, pool, &count);
		CHECK_NUM(count, 2 + 8 * 6);
		pool_free(pool);
	}
}

int
main(void)
{
	RUN(test_plain);
	RUN(test_widths);
	RUN(test_densities);
	RUN(test_width_in_name);
	RUN(test_local_first);
	RUN(test_rooted);
	return test_end();
}
