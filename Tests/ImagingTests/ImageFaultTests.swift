import Imaging
import PADVocabulary
import Testing

@Suite struct ImageFaultTests {
  @Test func `only a limit is counted as too big`() {
    for kind in ImageFault.Kind.allCases {
      let expected: NonResponseReason = kind == .tooBig ? .tooBig : .decode
      #expect(ImageFault(kind: kind, message: "").reason == expected)
    }
  }

  @Test func `refuses bytes that are no picture`() {
    let faults = [[], [0xff], Array("<html>".utf8)].map { bytes in
      #expect(throws: ImageFault.self) { try ImageDecoder.decode(bytes) }
    }
    #expect(faults.allSatisfy { $0?.kind == .notAnImage })
  }
}
