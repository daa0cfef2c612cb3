/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "article/clean/srcset.h"
#include "base/buf.h"

/* Each entry as "url width density;". */
static void
check_entries(const char *given, const char *wanted)
{
	struct str rest = str_of(given);
	struct srcset_entry entry;
	struct buf got = BUF_INIT;

	while (srcset_next(&rest, &entry))
		buf_addf(&got, "%.*s %u %u;", STR_ARG(entry.url),
		    entry.width_px, entry.density_x100);
	CHECK_STR(buf_str(&got), wanted);
	buf_release(&got);
}

static void
test_urls(void)
{
	check_entries("", "");
	check_entries(" , ,\t\n,", "");
	check_entries("a", "a 0 0;");
	check_entries(" a.png , b.png", "a.png 0 0;b.png 0 0;");
	check_entries("a.png,,, b.png,", "a.png 0 0;b.png 0 0;");
	/* A comma without space is of the URL. */
	check_entries("a.png,b.png 2x", "a.png,b.png 0 200;");
	check_entries("https://c.example/w_300,h_200/a.jpg 300w, "
	    "https://c.example/w_600,h_400/a.jpg 600w",
	    "https://c.example/w_300,h_200/a.jpg 300 0;"
	    "https://c.example/w_600,h_400/a.jpg 600 0;");
	check_entries("data:image/png;base64,AA== 1x, b.png 2x",
	    "data:image/png;base64,AA== 0 100;b.png 0 200;");
	check_entries("a.png\v 2x", "a.png\v 0 200;");
}

static void
test_descriptors(void)
{
	check_entries("a 300w,b 1.5x,c 600w 400h,d 400h 600w",
	    "a 300 0;b 0 150;c 600 0;d 600 0;");
	check_entries("a 2.0x, b .5x, c 3x , d 1.257x",
	    "a 0 200;b 0 50;c 0 300;d 0 125;");
	check_entries("a 0300w\n,\nb   2x  ", "a 300 0;b 0 200;");
	check_entries("a 999999999999999w, b 99999999999999999999x",
	    "a 99999 0;b 0 10000;");
}

static void
test_invalid(void)
{
	check_entries("a 0w, b 2x", "b 0 200;");
	check_entries("a 300, b -3w, c +3w, d 3.5w, e w, f x, g 2.x, h 2X",
	    "");
	check_entries("a 300w 2x, b 2x 300w, c 2x 3x, d 3w 3w, e", "e 0 0;");
	/* A height alone, or with a density, or twice. */
	check_entries("a 400h, b 2x 400h, c 400h 2x, d 9w 4h 4h, e 1w",
	    "e 1 0;");
	check_entries("a 2x zoom(3x, 4x), b 1x", "b 0 100;");
	check_entries("a (1w, 2w, b 2x", "");
	check_entries("a -1x, b 0x, c 1e2x, d NaNx", "");
}

int
main(void)
{
	RUN(test_urls);
	RUN(test_descriptors);
	RUN(test_invalid);
	return test_end();
}
