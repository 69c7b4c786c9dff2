/// Memory that stays where it is, because a library is given its address.
@safe final class Block {
  /// How many bytes it has.
  let count: Int
  /// Where it begins; aligned for every number.
  @unsafe let address: UnsafeMutableRawPointer

  /// Makes a block of undefined bytes.
  init(count: Int) {
    self.count = count
    unsafe address = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
  }

  deinit {
    unsafe address.deallocate()
  }

  /// Puts bytes at the beginning.
  func copy(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.baseAddress else { return }
    unsafe address.copyMemory(from: first, byteCount: min(bytes.count, count))
  }

  /// Turns numbers of 16 bits, low byte first, into numbers of this machine.
  func takeLittleEndian() {
    guard UInt16(littleEndian: 1) != 1 else { return }
    let numbers = unsafe address.bindMemory(to: UInt16.self, capacity: count / 2)
    for index in 0..<(count / 2) {
      unsafe numbers[index] = unsafe UInt16(littleEndian: numbers[index])
    }
  }
}
