/* SPDX-License-Identifier: MIT */
/* The table of profiles, and names that are not in it. */
#include "picture/profile.h"
#include "test.h"

static void
test_table(void)
{
	struct str rest = profile_table(), lines = rest, line;
	size_t expected = 0, count = 0;
	struct profile p, same;
	struct err err = ERR_INIT;

	while (str_next(&lines, '\n', &line))
		expected += line.len && line.p[0] != '#';
	for (; profile_next(&rest, &p); count++) {
		CHECK_NUM(profile_find(p.name, &same, &err), 0);
		CHECK(p.name.p == same.name.p);
		CHECK(p.pictures.quality >= 50);
		CHECK(p.pictures.keep_originals ||
		    p.pictures.max_width_px <= p.pictures.max_height_px);
		CHECK(p.cover_width_px <= p.cover_height_px);
		CHECK(p.devices.len > 0);
	}
	/* Every line is right, and at least the devices of old. */
	CHECK_NUM(count, expected);
	CHECK(count > 30);
}

static void
test_find(void)
{
	struct profile p;
	struct err err = ERR_INIT;

	CHECK_NUM(profile_find(STR("default"), &p, &err), 0);
	CHECK_NUM(p.pictures.max_width_px, picture_defaults.max_width_px);
	CHECK_NUM(p.pictures.max_height_px, picture_defaults.max_height_px);
	CHECK_NUM(p.pictures.quality, picture_defaults.quality);
	CHECK(!p.pictures.gray && !p.pictures.keep_originals);
	CHECK_NUM(p.pictures.budget_bytes, 600000);
	CHECK_NUM(profile_find(STR("Kobo-Clara"), &p, &err), 0);
	CHECK(p.pictures.gray);
	CHECK_STR(p.name, "kobo-clara");
	CHECK_NUM(profile_find(STR("none"), &p, &err), 0);
	CHECK(p.pictures.keep_originals);
	CHECK_NUM(p.pictures.budget_bytes, 0);
}

static void
check_unknown(struct str name, const char *said)
{
	struct profile p;
	struct err err = ERR_INIT;

	CHECK_NUM(profile_find(name, &p, &err), -1);
	CHECK_NUM(err.kind, ERR_ARGUMENT);
	CHECK(str_find(str_of(err.message), str_of(said)) != STR_NONE);
}

static void
test_unknown(void)
{
	check_unknown(STR("clara"), "there is kobo-clara, kobo-clara-colour");
	check_unknown(STR("kobo-klara"), "there is kobo-touch, ");
	check_unknown(STR("remarkable-2"), "there is remarkable, ");
	check_unknown(STR("xyz"), "'xyz' (all of them: chapbook doctor");
	check_unknown(STR(""), "'' (all of them");
	check_unknown(STR("a"), "'a' (all of them");
	check_unknown(STR("# What"), "'# What' (all of them");
}

int
main(void)
{
	RUN(test_table);
	RUN(test_find);
	RUN(test_unknown);
	return test_end();
}
