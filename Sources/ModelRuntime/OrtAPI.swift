/// ONNX Runtime's functions, called through the table that a loaded library hands out.
///
/// Handles (`OpaquePointer`) are owned by whoever created them; every status is checked, read and
/// released here.
@unsafe struct OrtAPI {
  typealias Status = OpaquePointer?
  typealias Release = @convention(c) (OpaquePointer?) -> Void
  typealias Make = @convention(c) (UnsafeMutablePointer<OpaquePointer?>?) -> Status
  typealias Query = @convention(c) (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?) -> Status
  typealias QueryAt =
    @convention(c) (OpaquePointer?, Int, UnsafeMutablePointer<OpaquePointer?>?) -> Status
  typealias Count = @convention(c) (OpaquePointer?, UnsafeMutablePointer<Int>?) -> Status
  typealias Number = @convention(c) (OpaquePointer?, UnsafeMutablePointer<Int32>?) -> Status
  typealias SetNumber = @convention(c) (OpaquePointer?, Int32) -> Status

  /// The version of the table that is asked for: old enough for every runtime since 2022.
  static let version: UInt32 = 11

  private let table: UnsafePointer<UnsafeRawPointer?>

  /// Wraps a table; `nil` when one of the functions is missing.
  init?(table: UnsafePointer<UnsafeRawPointer?>) {
    for slot in OrtSlot.allCases where unsafe table[slot.rawValue] == nil {
      return nil
    }
    unsafe self.table = unsafe table
  }

  /// The function in a slot, as what the header declares it to be.
  func function<Signature>(_ slot: OrtSlot, as type: Signature.Type) -> Signature {
    unsafe unsafeBitCast(table[slot.rawValue], to: type)
  }

  /// Throws what a status says, and releases it; does nothing for success.
  func check(_ status: Status) throws(OrtFault) {
    guard let status = unsafe status else { return }
    typealias Message = @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
    let text = unsafe function(.getErrorMessage, as: Message.self)(status)
    let message = unsafe text.map { unsafe String(cString: $0) } ?? "no message"
    unsafe release(.releaseStatus, status)
    throw OrtFault(message: message)
  }

  /// Gives a handle back.
  func release(_ slot: OrtSlot, _ handle: OpaquePointer?) {
    unsafe function(slot, as: Release.self)(handle)
  }

  /// Calls a function whose last parameter receives a handle, and returns that handle.
  func handle(
    _ what: String, _ call: (UnsafeMutablePointer<OpaquePointer?>) -> Status
  ) throws(OrtFault) -> OpaquePointer {
    var made: OpaquePointer?
    try unsafe check(call(&made))
    guard let made = unsafe made else { throw OrtFault(message: "the runtime gave no \(what)") }
    return unsafe made
  }

  /// Calls a function whose last parameter receives a count.
  func count(_ slot: OrtSlot, of handle: OpaquePointer) throws(OrtFault) -> Int {
    var number = 0
    try unsafe check(function(slot, as: Count.self)(handle, &number))
    return number
  }
}

/// What ONNX Runtime itself said.
struct OrtFault: Error, Sendable, Hashable {
  /// The runtime's own words.
  var message: String
}
