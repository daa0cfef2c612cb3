/* SPDX-License-Identifier: MIT */
#include "cli/meter.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "cli/table.h"

#define REDRAW_MS 100
/* A rate over less jumps, one over much more is of the past. */
#define RATE_MS 3000
#define RATE_LEAST_MS 500

void
meter_init(struct meter *m, FILE *out)
{
	const char *term = getenv("TERM");

	*m = (struct meter){ .out = NULL };
	if (isatty(fileno(out)) && term && *term && strcmp(term, "dumb"))
		m->out = out;
}

int
meter_tick_ms(const struct meter *m)
{
	return m->out ? REDRAW_MS : 0;
}

static void
start_stage(struct meter *m, const char *stage, const struct meter_mark *now)
{
	if (m->stage && strcmp(m->stage, stage) == 0)
		return;
	m->stage = stage;
	m->from = m->to = *now;
	/* Its first bytes came in the time until now, which is unknown. */
	m->from.bytes = m->to.bytes = 0;
}

/* Bytes a second, 0 while there is too little to tell. */
static uint64_t
rate(struct meter *m, const struct meter_mark *now)
{
	const int64_t ms = now->ms - m->from.ms;

	if (ms < RATE_LEAST_MS || now->bytes < m->from.bytes)
		return 0;
	return (uint64_t)((double)(now->bytes - m->from.bytes) * 1000
	    / (double)ms);
}

static void
move_marks(struct meter *m, const struct meter_mark *now)
{
	if (now->ms - m->to.ms < RATE_MS)
		return;
	m->from = m->to;
	m->to = *now;
}

bool
meter_line(struct meter *m, const struct progress *p, int64_t now_ms,
    size_t columns, struct buf *out)
{
	const struct meter_mark now = { now_ms, p->bytes };
	struct buf line = BUF_INIT;

	buf_clear(out);
	start_stage(m, p->stage, &now);
	if (now_ms < m->next_ms)
		return false;
	m->next_ms = now_ms + REDRAW_MS;
	buf_addf(&line, "%s %zu", p->stage, p->done);
	if (p->total)
		buf_addf(&line, "/%zu", p->total);
	if (p->bytes) {
		buf_adds(&line, "  ");
		add_size(&line, p->bytes);
		buf_adds(&line, "  ");
		add_size(&line, rate(m, &now));
		buf_adds(&line, "/s");
	}
	move_marks(m, &now);
	add_cell(out, buf_str(&line), columns);
	buf_release(&line);
	return true;
}

/* A run in the background does not write over what is in front. */
static bool
in_front(const struct meter *m)
{
	const pid_t front = tcgetpgrp(fileno(m->out));

	return front < 0 || front == getpgrp();
}

void
meter_show(struct meter *m, const struct progress *p)
{
	struct buf line = BUF_INIT;
	size_t columns;

	if (!m->out)
		return;
	columns = terminal_columns(m->out);
	/* The last column stays free: there, some terminals go on below. */
	if (meter_line(m, p, clock_ms(), columns - 1, &line) && in_front(m)) {
		/* Made narrower, the old line may have become several. */
		fprintf(m->out, m->drawn && columns < m->columns
		    ? "\r\033[J%s" : "\r\033[K%s", line.data);
		fflush(m->out);
		m->drawn = true;
		m->columns = columns;
	}
	buf_release(&line);
}

void
meter_clear(struct meter *m)
{
	if (!m->drawn)
		return;
	fputs("\r\033[K", m->out);
	fflush(m->out);
	m->drawn = false;
}
