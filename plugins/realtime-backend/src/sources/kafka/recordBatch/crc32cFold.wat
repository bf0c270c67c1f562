;; CRC-32C of a stretch of bytes, most of it without table lookups. Why it is
;; right stands in crc32cFold.ts, which holds this module in base64; after a
;; change: wat2wasm crc32cFold.wat --output=- | base64 -w 0
;;
;; Memory, three pages:
;;       0  sixteen tables of 256 words
;;   24576  quotient: zeros before it, 2117 zeros written behind it
;;  106496  data: at most 65,536 bytes, by the caller
(module
  (memory (export "memory") 3)
  ;; $length: a multiple of 16, not 0. Spoils the data.
  (func (export "update") (param $crc i32) (param $length i32) (result i32)
    (local $at i32) (local $end i32)
    (local $w i32) (local $x i32) (local $y i32) (local $z i32)
    ;; A state at the start of the data is a change of its first word.
    (i32.store offset=106496 (i32.const 0)
      (i32.xor (i32.load offset=106496 (i32.const 0)) (local.get $crc)))
    (local.set $crc (i32.const 0))
    (if (i32.gt_s (local.get $length) (i32.const 2352))
      (then
        ;; Everything up to $end is divided away, sixteen bytes a step.
        (local.set $end
          (i32.and (i32.sub (local.get $length) (i32.const 2101)) (i32.const -16)))
        (memory.fill
          (i32.add (local.get $end) (i32.const 24576)) (i32.const 0) (i32.const 2128))
        (loop $divide
          (v128.store offset=24576 (local.get $at)
        (v128.xor
          (v128.xor
            (v128.xor (v128.load offset=106496 (local.get $at))
                      (v128.load offset=22733 align=1 (local.get $at)))
            (v128.xor (v128.load offset=22673 align=1 (local.get $at))
                      (v128.load offset=22652 align=1 (local.get $at))))
          (v128.xor (v128.load offset=22500 align=1 (local.get $at))
                    (v128.load offset=22475 align=1 (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $divide (i32.lt_u (local.get $at) (local.get $end))))
        ;; What it left behind goes onto the rest.
        (loop $carry
          (v128.store offset=106496 (local.get $at)
        (v128.xor
          (v128.xor
            (v128.xor (v128.load offset=106496 (local.get $at))
                      (v128.load offset=22733 align=1 (local.get $at)))
            (v128.xor (v128.load offset=22673 align=1 (local.get $at))
                      (v128.load offset=22652 align=1 (local.get $at))))
          (v128.xor (v128.load offset=22500 align=1 (local.get $at))
                    (v128.load offset=22475 align=1 (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $carry (i32.lt_u (local.get $at) (local.get $length))))
        (local.set $at (local.get $end))))
    ;; The rest by tables.
    (loop $look
      (local.set $w
        (i32.xor (local.get $crc) (i32.load offset=106496 (local.get $at))))
      (local.set $x (i32.load offset=106500 (local.get $at)))
      (local.set $y (i32.load offset=106504 (local.get $at)))
      (local.set $z (i32.load offset=106508 (local.get $at)))
      (local.set $crc
        (i32.xor
        (i32.xor
        (i32.xor
          (i32.xor
            (i32.load offset=11264 (i32.and (i32.shl (local.get $x) (i32.const 2)) (i32.const 1020)))
            (i32.load offset=10240 (i32.and (i32.shr_u (local.get $x) (i32.const 6)) (i32.const 1020))))
          (i32.xor
            (i32.load offset=9216 (i32.and (i32.shr_u (local.get $x) (i32.const 14)) (i32.const 1020)))
            (i32.load offset=8192 (i32.and (i32.shr_u (local.get $x) (i32.const 22)) (i32.const 1020)))))
        (i32.xor
          (i32.xor
            (i32.load offset=7168 (i32.and (i32.shl (local.get $y) (i32.const 2)) (i32.const 1020)))
            (i32.load offset=6144 (i32.and (i32.shr_u (local.get $y) (i32.const 6)) (i32.const 1020))))
          (i32.xor
            (i32.load offset=5120 (i32.and (i32.shr_u (local.get $y) (i32.const 14)) (i32.const 1020)))
            (i32.load offset=4096 (i32.and (i32.shr_u (local.get $y) (i32.const 22)) (i32.const 1020))))))
        (i32.xor
        (i32.xor
          (i32.xor
            (i32.load offset=3072 (i32.and (i32.shl (local.get $z) (i32.const 2)) (i32.const 1020)))
            (i32.load offset=2048 (i32.and (i32.shr_u (local.get $z) (i32.const 6)) (i32.const 1020))))
          (i32.xor
            (i32.load offset=1024 (i32.and (i32.shr_u (local.get $z) (i32.const 14)) (i32.const 1020)))
            (i32.load offset=0 (i32.and (i32.shr_u (local.get $z) (i32.const 22)) (i32.const 1020)))))
        (i32.xor
          (i32.xor
            (i32.load offset=15360 (i32.and (i32.shl (local.get $w) (i32.const 2)) (i32.const 1020)))
            (i32.load offset=14336 (i32.and (i32.shr_u (local.get $w) (i32.const 6)) (i32.const 1020))))
          (i32.xor
            (i32.load offset=13312 (i32.and (i32.shr_u (local.get $w) (i32.const 14)) (i32.const 1020)))
            (i32.load offset=12288 (i32.and (i32.shr_u (local.get $w) (i32.const 22)) (i32.const 1020))))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $look (i32.lt_u (local.get $at) (local.get $length))))
    (local.get $crc)))
