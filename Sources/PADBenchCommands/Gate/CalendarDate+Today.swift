import ReleaseGate

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension CalendarDate {
  /// The day it is now in UTC.
  static func today() -> CalendarDate { day(secondsSince1970: time(nil)) }

  /// The day of a moment in UTC; times no calendar here has are the first or last day it has.
  static func day(secondsSince1970 seconds: Int) -> CalendarDate {
    let count = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    // Days from 1 March of year 0 in eras of 400 years (Hinnant, "chrono-compatible low-level date
    // algorithms"), so that the day that some years lack is the last of the year.
    let shifted = min(max(count, -719_162), 2_932_896) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return CalendarDate(year: year, month: month, day: day) ?? .first
  }

  private static let first = day(secondsSince1970: -719_162 * 86_400)
}
