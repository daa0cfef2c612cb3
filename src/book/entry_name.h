/* SPDX-License-Identifier: MIT */
/*
 * Names of entries that every file system and checker takes: see
 * container_add() for what they may hold.
 */
#ifndef CHAPBOOK_ENTRY_NAME_H
#define CHAPBOOK_ENTRY_NAME_H

#include "base/str.h"

bool entry_name_valid(struct str name);

#endif
