/* SPDX-License-Identifier: MIT */
#include "article/clean/clean.h"

#include "article/clean/body_write.h"
#include "article/clean/clean_walk.h"
#include "article/html/node.h"
#include "article/clean/repair.h"

static xmlNode *
find_picture(xmlNode *root)
{
	for (xmlNode *node = root; node; node = node_next_element(node, root))
		if (source_element(str_of((const char *)node->name)).action
		    == ACT_PICTURE)
			return node;
	return NULL;
}

/* The picture or film that stands outside of the body comes first. */
static void
show_lead(struct clean *c, const struct extraction *ex)
{
	xmlNode *img = ex->lead ? find_picture(ex->lead) : NULL;
	struct image *image = img ? target_picture(&c->targets, img) : NULL;
	size_t depth = c->b.depth;
	struct part *figure;

	figure = build_open(&c->b, EL_FIGURE);
	part_attributes(c->b.pool, figure)->class_name = STR("lead");
	if (image)
		build_picture(&c->b, image);
	if (ex->film)
		clean_walk(c, ex->film);
	if (ex->lead_caption) {
		build_open(&c->b, EL_FIGCAPTION);
		clean_walk(c, ex->lead_caption);
	}
	build_boundary(&c->b);
	build_close(&c->b, depth);
	c->lead = image;
}

/* Whether the body has the picture, or any where that is enough. */
static bool
has_picture(const struct clean *c, const struct image *image, bool any)
{
	struct part *root = c->b.root;

	if (!(root->flags & PART_PICTURE))
		return false;
	for (struct part *part = root; part && !any;
	    part = part_after(part, root))
		any = part->element == EL_PICTURE
			&& (target_same_picture(part->picture, image)
			|| target_same_name(part->picture, image));
	return any;
}

static void
show_spare_lead(struct clean *c, const struct extraction *ex)
{
	struct image *image = target_picture_at(&c->targets, ex->spare_lead,
	    ex->spare_alt);
	struct part *root = c->b.root, *figure, *leaf, *picture;

	if (!image || has_picture(c, image, !ex->spare_shown))
		return;
	figure = part_new(c->b.pool, EL_FIGURE);
	leaf = part_new(c->b.pool, EL_P);
	picture = part_new(c->b.pool, EL_PICTURE);
	part_attributes(c->b.pool, figure)->class_name = STR("lead");
	picture->picture = image;
	leaf->flags = PART_ANON | PART_PICTURE;
	figure->flags = PART_PICTURE;
	root->flags |= PART_PICTURE;
	part_append(leaf, picture);
	part_append(figure, leaf);
	if (root->first)
		part_insert(root->first, figure);
	else
		part_append(root, figure);
}

int
clean_body(const struct extraction *ex, const struct document *doc,
    struct pool *pool, struct record *rec, struct err *err)
{
	struct clean c = { .line_lang = rec->lang, .line_dir = rec->dir };

	(void)err;
	build_init(&c.b, pool, rec->lang, rec->dir);
	targets_init(&c.targets, ex, doc, rec, pool);
	for (size_t i = 0; i < ex->root_count; i++)
		targets_collect(&c.targets, ex->roots[i]);
	targets_settle(&c.targets);
	if (ex->lead || ex->film)
		show_lead(&c, ex);
	for (size_t i = 0; i < ex->root_count; i++)
		clean_walk(&c, ex->roots[i]);
	build_finish(&c.b);
	if (ex->spare_lead.len)
		show_spare_lead(&c, ex);
	body_settle_anchors(&c.b, c.targets.anchors, c.targets.anchor_count);
	repair_tree(pool, c.b.root, buf_str(&c.b.text));
	repair_mark_languages(pool, c.b.root, buf_str(&c.b.text), rec->lang);
	body_write(&c.b, c.targets.anchors, c.targets.anchor_count, rec);
	targets_release(&c.targets);
	build_release(&c.b);
	return 0;
}
