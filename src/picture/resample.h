/* SPDX-License-Identifier: MIT */
/*
 * Resamples one plane while its rows arrive; holds only as many of them as
 * the filter is high. Integers only: the same bytes on every machine.
 *
 *	struct resample *r = resample_new(&across, &down, 1, 0, false);
 *	for each row:
 *		fill resample_slot(r, 0), then resample_push(r, 1, out);
 *	resample_finish(r, white, out);
 *	resample_free(r);
 */
#ifndef CHAPBOOK_PICTURE_RESAMPLE_H
#define CHAPBOOK_PICTURE_RESAMPLE_H

#include "picture/filter.h"
#include "picture/pixels.h"

struct resample;

/*
 * slots: rows that arrive at once, at most. row_bytes: how much of a row's
 * slot its writer fills, if more than across->inputs. coarse: where a side
 * shrinks to a third or less, the means of pairs are resampled: for colour,
 * which nobody sees so sharply, at half the cost.
 */
struct resample *resample_new(const struct axis *across,
    const struct axis *down, unsigned slots, size_t row_bytes,
    bool coarse);
void resample_free(struct resample *r);	/* NULL is allowed */

size_t resample_columns(const struct resample *r);	/* of the input */
/* Where the row that comes i after the next one is to be written. */
uint8_t *resample_slot(struct resample *r, unsigned i);
/* Takes the rows in the slots; those below the last input are ignored. */
void resample_push(struct resample *r, unsigned rows, struct plane *out);
/* Rows that never came are of the value fill. */
void resample_finish(struct resample *r, uint8_t fill, struct plane *out);

/* Bytes that resample_new() will allocate, at most. */
size_t resample_bytes(const struct axis *across, const struct axis *down,
    unsigned slots, size_t row_bytes);

#endif
