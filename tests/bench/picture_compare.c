/* SPDX-License-Identifier: MIT */
/* How similar two PNM files (P6, 8 bits) look: of luma, and mean of RGB. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tool.h"
#include "similarity.h"

enum { LEVELS = 255 };

/* P6 of 8 bits. Channel 3 is luma. */
static struct map
read_map(const char *name, unsigned channel)
{
	struct buf file = BUF_INIT;
	unsigned width, height, max;
	const uint8_t *p;
	struct map m;
	int at = 0;

	read_file(name, &file);
	if (sscanf(file.data, "P6 %u %u %u%n", &width, &height, &max, &at) !=
	    3 || max != LEVELS ||
	    width < SIMILARITY_WINDOW || height < SIMILARITY_WINDOW ||
	    file.len != (size_t)at + 1 + (size_t)width * height * 3)
		die(name, "not a PNM of 8 bits");
	m = map_new(width, height);
	p = (const uint8_t *)file.data + at + 1;
	for (size_t i = 0; i < (size_t)width * height; i++, p += 3)
		m.at[i] = channel < 3 ? p[channel] :
		    0.299 * p[0] + 0.587 * p[1] + 0.114 * p[2];
	buf_release(&file);
	return m;
}

int
main(int argc, char **args)
{
	double got[4];

	if (argc != 3)
		die(args[0], "two files of one size");
	args++;
	for (unsigned i = 0; i < 4; i++) {
		struct map a = read_map(args[0], i), b = read_map(args[1], i);

		if (a.width != b.width || a.height != b.height)
			die(args[0], "not of one size");
		got[i] = similarity(&a, &b);
		free(a.at);
		free(b.at);
	}
	printf("%.5f %.5f\n", got[3], (got[0] + got[1] + got[2]) / 3);
	return 0;
}

