import StructuredText
import Subsystems
import TestSupport
import Testing

@testable import PluginHost

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite(.enabled(if: CLibrary.compiler != nil, "there is no C compiler"))
struct `A detector in a shared library` {
  static let brightness = """
    #include "padbench_plugin.h"
    #include <string.h>
    uint32_t padbench_plugin_abi(void) { return PADBENCH_PLUGIN_ABI; }
    void padbench_plugin_describe(padbench_description *d) {
      d->name = "mean"; d->version = "3"; d->lowest = 0; d->highest = 255;
    }
    void padbench_plugin_judge(const padbench_frame *f, uint32_t n, padbench_verdict *v) {
      const padbench_frame *last = &f[n - 1];
      if (!last->has_face) {
        strcpy(v->no_score, "no-face"); strcpy(v->message, "\\"none\\"\\n"); return;
      }
      if (last->depth.values) { v->score = last->depth.values[last->depth.width - 1]; return; }
      if (last->landmark_count) { v->score = last->landmarks[1].x + last->face_width; return; }
      if (last->time == last->time) { v->score = n + last->time; return; }
      double sum = 0;
      for (uint32_t i = 0; i < last->width * last->height * 3; i++) sum += last->pixels[i];
      v->score = sum / (last->width * last->height * 3);
    }
    """

  @Test func `says who it is`() throws {
    let answers = try CLibrary(Self.brightness).answers(to: #"{"type":"hello","protocol":1}"#)
    #expect(
      answers == [
        #"{"type":"hello","protocol":1,"name":"mean","version":"3","role":"detector","#
          + #""high_means":"bona_fide","range":[0,255]}"#
      ])
  }

  @Test(arguments: [
    // The mean of 10, 20, … 60 is 35.
    (#""face":[0,0,2,1]"#, [UInt8](), #""score":35}"#),
    (#""time":0.5"#, [], #""no_score":"no-face","message":"\"none\"\n"}"#),
    (#""face":[0,0,2,1],"time":0.5"#, [], #""score":1.5}"#),
    (#""face":[0,0,2,1],"landmarks":[[1,1],[7,1]]"#, [], #""score":9}"#),
    // 0x0201 and 0x0403, low byte first.
    (#""face":[0,0,2,1],"depth":{"width":2,"height":1}"#, [1, 2, 3, 4], #""score":1027}"#),
  ])
  func `sees a frame as it was sent`(members: String, depth: [UInt8], answer: String) throws {
    let picture: [UInt8] = [10, 20, 30, 40, 50, 60]
    let answers = try CLibrary(Self.brightness).answers(
      to: Self.presentation(9, members: members, bytes: picture + depth))
    #expect(answers == [#"{"id":9,"# + answer])
  }

  @Test func `judges one presentation after another, and forgets`() throws {
    let library = try CLibrary(Self.brightness)
    let first = Self.presentation(1, members: #""face":[0,0,1,1]"#, bytes: [1, 1, 1, 1, 1, 1])
    let second = Self.presentation(2, members: #""index":4"#, bytes: [2, 2, 2, 2, 2, 2])
    let empty =
      Array(#"{"type":"begin","id":3}"#.utf8) + [10]
      + Array(#"{"type":"finish","id":3}"#.utf8) + [10]
    let unknown = Array(#"{"type":"weigh","id":4,"bytes":2}"#.utf8) + [10, 7, 7]
    #expect(
      try library.answers(to: first + second + empty + unknown) == [
        #"{"id":1,"score":1}"#, #"{"id":2,"no_score":"no-face","message":"\"none\"\n"}"#,
        #"{"id":3,"no_score":"missing-input"}"#, #"{"id":4,"no_score":"refused"}"#,
      ])
  }

  @Test func `gives no score that is not finite`() throws {
    let source = Self.brightness.replacing("sum / (last", with: "0.0 / 0.0 * sum / (last")
    let answers = try CLibrary(source).answers(
      to: Self.presentation(1, members: #""face":[0,0,1,1]"#, bytes: [1, 1, 1, 1, 1, 1]))
    #expect(
      answers == [#"{"id":1,"no_score":"failed","message":"the score is not finite"}"#])
  }

  @Test(arguments: [
    "hello?", "[1]", #"{"id":1}"#, #"{"type":"frame","id":1}"#,
    #"{"type":"finish","id":1}"#, #"{"type":"begin","id":0}"#, #"{"type":"begin","id":1.5}"#,
    #"{"type":"begin","id":1,"id":2}"#, #"{"type":"begin","id":99999999999999999999}"#,
    #"{"type":"frame","id":1,"index":0,"width":2,"height":1,"bytes":6}"#,
    #"{"type":"frame","id":5,"index":0,"width":2,"height":1,"bytes":7}"#,
    #"{"type":"frame","id":5,"index":0,"width":99999,"height":99999,"bytes":6}"#,
    #"{"type":"frame","id":5,"index":0,"width":2,"height":1,"face":[1],"bytes":6}"#,
    #"{"type":"frame","id":5,"index":0,"width":2,"height":1,"file":"/tmp/a.png"}"#,
    #"{"type":"weigh","bytes":-1}"#,
  ])
  func `stops at what is no request`(line: String) throws {
    let library = try CLibrary(Self.brightness)
    #expect(throws: SubsystemFault.self) {
      try library.answers(to: #"{"type":"begin","id":5}"# + "\n" + line)
    }
  }

  @Test func `stops at a line or picture that is cut, and at one without end`() throws {
    let library = try CLibrary(Self.brightness)
    let whole = Self.presentation(1, members: #""index":0"#, bytes: [1, 2, 3, 4, 5, 6])
    let pictureEnd = try #require(whole.lastIndex(of: 6))
    for bytes in [
      Array(#"{"type":"hello""#.utf8), Array(whole[..<pictureEnd]),
      [UInt8](repeating: 0x20, count: RequestReader.longestLine + 9),
    ] {
      #expect(throws: SubsystemFault.self) { try library.answers(to: bytes) }
    }
  }

  @Test(arguments: [
    ("return PADBENCH_PLUGIN_ABI", "return 77", "version 77"),
    ("padbench_plugin_judge", "judge", "padbench_plugin_judge"),
    (#"d->name = "mean";"#, "", "name"),
    (
      "#include <string.h>",
      "#include <string.h>\nint32_t padbench_plugin_start(const char *f, char m[512]) {"
        + "strcpy(m, f[0] == '/' ? \"no licence\" : f); return 3; }", "no licence"
    ),
  ])
  func `is refused when it cannot work`(was: String, now: String, named: String) throws {
    let library = try CLibrary(Self.brightness.replacing(was, with: now))
    let fault = #expect(throws: SubsystemFault.self) { try library.load() }
    #expect(fault?.description.contains(named) == true)
  }

  @Test func `is refused when it is no library`() throws {
    let scratch = try Scratch()
    let path = scratch.path("libnone.so")
    #expect(throws: SubsystemFault.self) { try DetectorLibrary(path: path) }
    try Data("text".utf8).write(to: URL(filePath: path))
    #expect(throws: SubsystemFault.self) { try DetectorLibrary(path: path) }
  }

  static func presentation(_ id: Int, members: String, bytes: [UInt8]) -> [UInt8] {
    let index = members.contains("index") ? "" : #""index":0,"#
    let frame =
      #"{"type":"frame","id":\#(id),\#(index)"width":2,"height":1,\#(members),"#
      + #""bytes":\#(bytes.count)}"#
    return Array("{\"type\":\"begin\",\"id\":\(id)}\n\(frame)\n".utf8) + bytes
      + Array("{\"type\":\"finish\",\"id\":\(id)}\n".utf8)
  }
}
