/* SPDX-License-Identifier: MIT */
/* Either side of the constants of net/weights.h that no server is needed for. */
#include "net/fetch_parts.h"
#include "net/response.h"
#include "net/transfer_parts.h"
#include "test.h"

#define DAY_S 86400

static void
test_retries(void)
{
	static const struct {
		unsigned attempts;
		int64_t wait_ms;
	} waits[] = {
		{ 1, 500 }, { 2, 1000 }, { 3, 2000 }, { 4, 4000 }, { 5, 8000 },
		{ 6, 8000 }, { 60, 8000 }
	};

	for (size_t i = 0; i < sizeof(waits) / sizeof(*waits); i++)
		CHECK_NUM(request_wait_ms(waits[i].attempts),
		    waits[i].wait_ms);
}

static void
test_silence(void)
{
	static const unsigned seconds[][2] = {
		{ 1, 1 }, { 2, 1 }, { 5, 1 }, { 6, 2 }, { 59, 19 }, { 60, 20 },
		{ 63, 20 }, { 600, 20 }
	};

	for (size_t i = 0; i < sizeof(seconds) / sizeof(*seconds); i++)
		CHECK_NUM(transfer_stall_s(&(struct transfers_options){
		    .timeout_s = seconds[i][0] }), seconds[i][1]);
}

static void
test_freshness(void)
{
	const struct str jpeg = STR("image/jpeg"), html = STR("text/html");
	const struct str none = STR("");

	/* A picture for a week at least, and nothing for more than 30 days. */
	CHECK_NUM(stored_fresh_s(RESPONSE_UNKNOWN, jpeg, none), 7 * DAY_S);
	CHECK_NUM(stored_fresh_s(60, jpeg, none), 7 * DAY_S);
	CHECK_NUM(stored_fresh_s(7 * DAY_S + 1, jpeg, none), 7 * DAY_S + 1);
	CHECK_NUM(stored_fresh_s(30 * DAY_S, jpeg, none), 30 * DAY_S);
	CHECK_NUM(stored_fresh_s(30 * DAY_S + 1, jpeg, none), 30 * DAY_S);
	CHECK_NUM(stored_fresh_s(365 * DAY_S, html, none), 30 * DAY_S);
	/* A page only as long as its server says, whatever it is called. */
	CHECK_NUM(stored_fresh_s(RESPONSE_UNKNOWN, html, none), 0);
	CHECK_NUM(stored_fresh_s(60, jpeg, STR("<!DOCTYPE html>")), 60);
}

int
main(void)
{
	RUN(test_retries);
	RUN(test_silence);
	RUN(test_freshness);
	return test_end();
}
