// jpeglib.h does not compile alone: it wants size_t and FILE before it.
#include <stddef.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>
