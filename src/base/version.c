/* SPDX-License-Identifier: MIT */
#include "base/version.h"

#ifndef VERSION_LIBRARIES
#define VERSION_LIBRARIES ""
#endif

const char *
version_libraries(void)
{
	return VERSION_LIBRARIES;
}
