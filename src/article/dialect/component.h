/* SPDX-License-Identifier: MIT */
/*
 * What a reader would see of a component's tag that is no picture: a title, a
 * link where an address is beside, a text, who said it, and the rows of its
 * data, "videos={[{ title: 'Snow', href: '/snow' }]}", as a list.
 */
#ifndef CHAPBOOK_COMPONENT_H
#define CHAPBOOK_COMPONENT_H

#include "article/dialect/call.h"

/*
 * Writes that, as Markdown or HTML. False if words are lost, or all that the
 * component shows is elsewhere: the tag is to be noted.
 */
bool component_write(const struct call *call, const struct call_place *place,
    struct buf *out);

#endif
