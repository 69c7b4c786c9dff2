import StructuredText
import Testing

@Suite struct NumberWritingTests {
  /// RFC 8785, appendix B; -0 is ours.
  @Test(
    arguments: [
      (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "-0"), (0x1, "5e-324"),
      (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
      (0x4340_0000_0000_0000, "9007199254740992"), (0xc340_0000_0000_0000, "-9007199254740992"),
      (0x4430_0000_0000_0000, "295147905179352830000"),
      (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
      (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
      (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
      (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
      (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
      (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
      (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
      (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ] as [(UInt64, String)])
  func `writes the shortest digits in ECMAScript's form`(bits: UInt64, text: String) {
    #expect(NumberText.shortest(Double(bitPattern: bits)) == text)
  }

  @Test func `reads its own digits back to the same bits`() throws {
    var random = SplitMix(state: 11)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let text = NumberText.shortest(value)
      #expect(try NumberText.double(text).bitPattern == value.bitPattern, "\(text)")
    }
    #expect(NumberText.shortest(.infinity) == "inf")
    #expect(NumberText.shortest(-.infinity) == "-inf")
    #expect(NumberText.shortest(.nan) == "nan")
  }

  /// Python 3.11: `f"{value:.{decimals}f}"`, exact and half to even too; zero's sign is ours.
  @Test(
    arguments: [
      (0.125, 2, "0.12"), (0.375, 2, "0.38"), (2.675, 2, "2.67"), (1.005, 2, "1.00"),
      (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (-0.001, 2, "0.00"), (-0.0, 1, "0.0"),
      (-1.25, 1, "-1.2"), (99.995, 2, "100.00"), (1e22, 1, "10000000000000000000000.0"),
      (123456789.987654321, 4, "123456789.9877"), (.leastNonzeroMagnitude, 3, "0.000"),
      (0.1, 20, "0.10000000000000000555"), (1e23, 0, "99999999999999991611392"),
      (0.0005, 3, "0.001"), (0.9995, 3, "1.000"), (4.35, 1, "4.3"),
    ] as [(Double, Int, String)])
  func `rounds half to even on the exact value`(value: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test func `writes any finite number with decimals`() {
    #expect(NumberText.fixed(.greatestFiniteMagnitude, decimals: 1).utf8.count == 311)
    #expect(NumberText.fixed(.nan, decimals: 2) == "nan")
    #expect(NumberText.fixed(1, decimals: -3) == "1")
  }
}
