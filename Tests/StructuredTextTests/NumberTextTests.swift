import StructuredText
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      ("0", 0x0), ("-0", 0x8000_0000_0000_0000), ("1", 0x3ff0_0000_0000_0000),
      ("007.50", 0x401e_0000_0000_0000), ("1e0", 0x3ff0_0000_0000_0000),
      ("1E+05", 0x40f8_6a00_0000_0000), ("5e-324", 0x1), ("4.9406564584124654e-324", 0x1),
      ("1.7976931348623157e308", 0x7fef_ffff_ffff_ffff),
      // Halfway cases; the bits are those of CPython 3.11's float().
      ("9007199254740993", 0x4340_0000_0000_0000), ("9007199254740995", 0x4340_0000_0000_0002),
      ("9007199254740993.00000000000000000000000000000000001", 0x4340_0000_0000_0001),
      ("2.2250738585072011e-308", 0x000f_ffff_ffff_ffff),
      ("2.2250738585072014e-308", 0x0010_0000_0000_0000),
      ("1.00000000000000011102230246251565404236316680908203125", 0x3ff0_0000_0000_0000),
      ("1.00000000000000011102230246251565404236316680908203124", 0x3ff0_0000_0000_0000),
      ("1.00000000000000011102230246251565404236316680908203126", 0x3ff0_0000_0000_0001),
      ("89255.0e-22", 0x3c6494af6ce5221f), ("7.2057594037927933e+16", 0x4370_0000_0000_0000),
      ("8.5e-320", 0x4334), ("1e23", 0x44b5_2d02_c7e1_4af6),
    ] as [(String, UInt64)])
  func `reads the nearest double`(text: String, bits: UInt64) throws {
    #expect(try NumberText.double(text).bitPattern == bits)
  }

  @Test(arguments: [
    "+1", ".5", "5.", "-.5", "0x1F", "0x1p-1", "1_000", "1,5", " 1", "1 ", "inf", "-inf", "nan",
    "nan(0x1)", "infinity", "1e", "1e+", "e5", "-", "--1", "1-", "١", "1.2.3", "190:20:30", "½",
    "1e5.0", "0b1", "1f", "1\u{301}",
  ])
  func `refuses what is not plain decimal`(text: String) {
    #expect(throws: NumberFault.malformed) { try NumberText.double(text) }
  }

  @Test func `refuses what cannot be told from infinity or zero`() {
    for text in ["1e400", "-1e309", "1.7976931348623159e308", "1e99999999999999999999"] {
      #expect(throws: NumberFault.overflow) { try NumberText.double(text) }
    }
    for text in ["1e-400", "-1e-324", "2.4703282292062327e-324", "0.1e-999999999999999999"] {
      #expect(throws: NumberFault.underflow) { try NumberText.double(text) }
    }
    #expect(throws: NumberFault.empty) { try NumberText.double("") }
    let longText = String(repeating: "9", count: 5_000)
    #expect(throws: NumberFault.overflow) { try NumberText.double(longText) }
    #expect(throws: Never.self) {
      try NumberText.double("0." + String(repeating: "3", count: 5_000))
    }
  }

  /// The standard library's reader is correctly rounded and is another implementation.
  @Test func `agrees with the standard library on random digits`() throws {
    var random = SplitMix(state: 7)
    for _ in 0..<20_000 {
      let bits = random.next()
      var texts: [String] = []
      let value = Double(bitPattern: bits)
      if value.isFinite { texts.append("\(value)") }
      let digits = random.next() >> (random.next() % 64)
      texts.append("\(digits)e\(Int(random.next() % 640) - 330)")
      texts.append("\(random.next() % 1000).\(random.next())\(random.next() % 977)")
      texts.append("0.\(random.next() % 100_000_000_000_000_000)")
      for text in texts {
        let expected = Double(text)
        let found = try? NumberText.double(text)
        if let expected, expected.isInfinite || (expected == 0 && found == nil) {
          #expect(found == nil, "\(text)")
        } else {
          #expect(found?.bitPattern == expected?.bitPattern, "\(text)")
        }
      }
    }
  }

  @Test func `refuses whole numbers that do not fit`() throws {
    #expect(try NumberText.integer("9223372036854775807") == .max)
    #expect(try NumberText.integer("-9223372036854775808") == .min)
    #expect(try NumberText.integer("-007") == -7)
    for text in ["9223372036854775808", "-9223372036854775809", "99999999999999999999"] {
      #expect(throws: NumberFault.overflow) { try NumberText.integer(text) }
    }
    for text in ["1.0", "1e3", "+1", "-", "0x1", "1 "] {
      #expect(throws: NumberFault.malformed) { try NumberText.integer(text) }
    }
    #expect(throws: NumberFault.empty) { try NumberText.integer("") }
  }

  @Test func `lets only scores be infinite or nan`() throws {
    func score(_ text: String) throws -> Double? { try NumberText.score(Array(text.utf8).span) }
    #expect(try score("nan") == nil)
    #expect(try score("NaN") == nil)
    #expect(try score("-nan") == nil)
    #expect(try score("inf") == .infinity)
    #expect(try score("-Infinity") == -.infinity)
    #expect(try score("+inf") == .infinity)
    #expect(try score("0.5") == 0.5)
    for text in ["nan(0x1)", "+1", "infinite", "i", "+", "none"] {
      #expect(throws: NumberFault.malformed) { try score(text) }
    }
    #expect(throws: NumberFault.overflow) { try score("1e400") }
  }
}

/// G. Steele, D. Lea, S. Vigna, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
