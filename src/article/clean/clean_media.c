/* SPDX-License-Identifier: MIT */
/* Films and sounds cannot come along: a link to each. */
#include "article/clean/clean_walk.h"

#include "article/clean/target_parts.h"
#include "article/html/node.h"
#include "article/html/player.h"
#include "base/url.h"

/* The name of a file, what a frame calls what it holds, or a host. */
static struct str
read_label(struct targets *t, const xmlNode *node, struct str ref)
{
	struct str label = { NULL, 0 };

	if (player_is_native(node))
		label = target_file_name(t, ref);
	if (!label.len)
		label = target_line(t, node_attr(node, "title"),
		    LIMIT_NAME_BYTES);
	if (!label.len)
		label = url_host(ref);
	if (str_starts(label, STR("www.")))
		label = str_sub(label, 4, label.len);
	return label.len ? label : ref;
}

void
clean_media(struct clean *c, xmlNode *node)
{
	struct target *target = target_link(&c->targets, player_source(node));
	struct build_inline *in;

	/* Pages of players are no part of a tree. */
	if (!target || (target->kind != TARGET_URL && !player_is_native(node)))
		return;
	clean_begin_block(c);
	in = build_inline_open(&c->b, EL_LINK);
	if (in)
		in->link = target;
	build_text(&c->b, read_label(&c->targets, node, target->ref));
}
