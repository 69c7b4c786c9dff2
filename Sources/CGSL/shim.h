// The parts of the GNU Scientific Library that padbench uses, named here so that the module map
// never depends on where a system keeps its headers.
#ifndef CGSL_SHIM_H
#define CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_fft_complex.h>
#include <gsl/gsl_fft_halfcomplex.h>
#include <gsl/gsl_fft_real.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_statistics.h>
#include <gsl/gsl_version.h>

// Swift 6 refuses C globals, because it cannot know that nobody writes to them. GSL's algorithm
// descriptions are constants in all but the declaration, so each is read through a function here.
// A GSL that declares them `* const` would let us delete this part.

/// The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998).
static inline const gsl_rng_type *CGSL_rng_mt19937(void) { return gsl_rng_mt19937; }

/// RANLXD at its highest luxury, 48 bits a number (Luescher, 1994).
static inline const gsl_rng_type *CGSL_rng_ranlxd2(void) { return gsl_rng_ranlxd2; }

/// The three-component Tausworthe generator with the better seeding (L'Ecuyer, 1999).
static inline const gsl_rng_type *CGSL_rng_taus2(void) { return gsl_rng_taus2; }

/// Nelder and Mead's simplex search, O(N) bookkeeping.
static inline const gsl_multimin_fminimizer_type *CGSL_multimin_nmsimplex2(void) {
  return gsl_multimin_fminimizer_nmsimplex2;
}

/// The vector Broyden-Fletcher-Goldfarb-Shanno search in Fletcher's version.
static inline const gsl_multimin_fdfminimizer_type *CGSL_multimin_vector_bfgs2(void) {
  return gsl_multimin_fdfminimizer_vector_bfgs2;
}

/// The Fletcher-Reeves conjugate gradient search.
static inline const gsl_multimin_fdfminimizer_type *CGSL_multimin_conjugate_fr(void) {
  return gsl_multimin_fdfminimizer_conjugate_fr;
}

/// Bisection of a bracket.
static inline const gsl_root_fsolver_type *CGSL_root_bisection(void) {
  return gsl_root_fsolver_bisection;
}

/// Brent and Dekker's search in a bracket.
static inline const gsl_root_fsolver_type *CGSL_root_brent(void) { return gsl_root_fsolver_brent; }

/// Newton's search from a point.
static inline const gsl_root_fdfsolver_type *CGSL_root_newton(void) {
  return gsl_root_fdfsolver_newton;
}

/// The library's version at run time, such as `2.7.1`.
static inline const char *CGSL_version(void) { return gsl_version; }

#endif
