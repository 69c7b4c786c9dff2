// libpng's own header, named here so that the module map never depends on where a system keeps it.
#include <png.h>
