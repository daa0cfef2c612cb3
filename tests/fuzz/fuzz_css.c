/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a user's style sheet: it is taken or refused with a line, and
 * what is taken can stand behind itself and before other rules, as it does
 * behind ours.
 */
#include "base/buf.h"
#include "check/css.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str css = { (const char *)data, bytes };
	struct err err = ERR_INIT;
	struct buf twice = BUF_INIT;
	bool good = !css_check(css, &err);

	REQUIRE(good == (err.kind == ERR_NONE));
	REQUIRE(good || err.kind == ERR_ARGUMENT);
	buf_addstr(&twice, css);
	buf_addstr(&twice, css);
	buf_adds(&twice, "p{color:red}");
	REQUIRE(!good || !css_check(buf_str(&twice), &err));
	buf_release(&twice);
	return 0;
}
