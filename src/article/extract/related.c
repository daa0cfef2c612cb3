/* SPDX-License-Identifier: MIT */
#include "article/extract/chrome.h"

#include "article/extract/label.h"
#include "article/extract/navigation.h"
#include "article/extract/weights.h"
#include "base/buf.h"

static bool
is_list_of_links(const struct unit *unit)
{
	const struct node_counts *c = &unit->counts;

	return c->images <= c->links && node_counts_links(c);
}

/* "Related: one, two" */
static bool
is_labelled_list(const struct unit *unit)
{
	const struct node_counts *c = &unit->counts;
	struct buf text = BUF_INIT;
	size_t label;

	if (!c->links)
		return false;
	unit_text(unit, LABEL_BYTES_MAX, &text);
	label = label_begins_related(buf_str(&text));
	buf_release(&text);
	return label && c->letters - c->link_letters
		<= label + RELATED_REST_LETTERS;
}

static bool
is_related_label(const struct unit *unit)
{
	struct buf text = BUF_INIT;
	bool is;

	unit_text(unit, LABEL_BYTES_MAX, &text);
	is = label_is_related(buf_str(&text));
	buf_release(&text);
	return is;
}

void
chrome_strip_related(xmlNode *root)
{
	struct units units;
	size_t label;
	bool links = false, found = false;

	units_read(units_unwrap(root), RELATED_NODES, &units);
	for (label = units.count; label > 0 && !found; label--) {
		struct unit *unit = &units.items[label - 1];

		if (navigation_is_tags(unit)) {
			unit_remove(unit);
			continue;
		}
		found = is_labelled_list(unit)
			|| (links && is_related_label(unit));
		if (!found && !is_list_of_links(unit))
			break;
		links |= unit->counts.links > 0;
	}
	if (found)
		for (size_t i = label; i < units.count; i++)
			if (units.items[i].first)
				unit_remove(&units.items[i]);
	units_release(&units);
}
