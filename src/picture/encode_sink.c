/* SPDX-License-Identifier: MIT */
#include "picture/encode_sink.h"

enum { ROOM = 64 << 10 };

/* The room that is left behind the buffer's end. */
static void
offer_room(struct jpeg_sink *s)
{
	buf_reserve(s->out, ROOM);
	s->to.next_output_byte = (JOCTET *)s->out->data + s->out->len;
	s->to.free_in_buffer = ROOM;
}

static struct jpeg_sink *
sink_of(j_compress_ptr cinfo)
{
	return (struct jpeg_sink *)cinfo->dest;
}

static void
start_output(j_compress_ptr cinfo)
{
	offer_room(sink_of(cinfo));
}

/* Called when all of the room is used, whatever free_in_buffer says. */
static boolean
more_output(j_compress_ptr cinfo)
{
	struct jpeg_sink *s = sink_of(cinfo);

	s->out->len += ROOM;
	offer_room(s);
	return TRUE;
}

static void
end_output(j_compress_ptr cinfo)
{
	struct jpeg_sink *s = sink_of(cinfo);

	s->out->len += ROOM - s->to.free_in_buffer;
	s->out->data[s->out->len] = '\0';
}

void
jpeg_sink_init(struct jpeg_sink *sink, struct buf *out,
    struct jpeg_compress_struct *cinfo)
{
	*sink = (struct jpeg_sink){ .out = out };
	sink->to.init_destination = start_output;
	sink->to.empty_output_buffer = more_output;
	sink->to.term_destination = end_output;
	cinfo->dest = &sink->to;
}
