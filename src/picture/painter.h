/* SPDX-License-Identifier: MIT */
/*
 * Draws SVG pictures by chapbook-paint, a program that stands beside this one
 * and is started for each drawing, one at a time: it sees the drawing, the
 * fonts and nothing else. Drawing and pixels are handed over in memory files,
 * so that there is nothing to do but wait for its end.
 */
#ifndef CHAPBOOK_PAINTER_H
#define CHAPBOOK_PAINTER_H

#include <poll.h>

#include "picture/picture.h"
#include "worker/pool.h"

struct painter;

/* Starts nothing yet; finds out at the first drawing what is missing. */
struct painter *painter_new(enum sandbox_mode sandbox);
void painter_free(struct painter *p);	/* ends what runs; NULL allowed */

/* True of what looks like an SVG drawing by its first bytes. */
bool painter_wants(struct str bytes);

/* png, hostile and gone after the callback, or empty; then err says why. */
typedef void painter_done(void *arg, struct str png, const struct err *err);

/*
 * Queues a drawing, which is copied. done is called exactly once, from
 * painter_pump(), unless the painter is freed before.
 */
void painter_submit(struct painter *p, struct str svg,
    const struct picture_options *options, painter_done *done, void *arg);
size_t painter_pending(const struct painter *p);
/* So many wait, each with a descriptor, that no more should be submitted. */
bool painter_full(const struct painter *p);

/*
 * What to poll(2) until the next painter_pump(); false: nothing. Lowers the
 * limit of the wait, -1 for none, to when something is due: 0 where a drawing
 * can be started.
 */
bool painter_pollfd(const struct painter *p, struct pollfd *out,
    int *timeout_ms);
/* Starts the next, takes what is finished, ends what takes too long. */
void painter_pump(struct painter *p);

#endif
