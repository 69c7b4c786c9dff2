// libpng's own header, named here so that the module map never depends on where a system keeps it.
#include <png.h>

// zlib is part of what libpng writes (the same pixels become other bytes with another zlib), so its
// version belongs to a run's provenance. libpng's development package always brings it.
#include <zlib.h>
