# chapter(NN topic) builds three programs from chapters/NN-topic/main.cpp:
#
#   chapterNN             the student's NN-topic on top of the reference layers before it
#   solutions/chapterNN   reference layers only
#   mine/chapterNN        the student's layers only (built on request)
#
# and chapter_program(), which they share, links a program like them from any set of layer files.

# chapter_program(TARGET OUTPUT path MAIN mainNN LAYERS libraries or files...)
function(chapter_program target)
  cmake_parse_arguments(arg "" "OUTPUT;MAIN" "LAYERS" ${ARGN})
  cmake_path(GET arg_OUTPUT PARENT_PATH folder)
  cmake_path(GET arg_OUTPUT FILENAME name)
  add_executable(${target} $<TARGET_OBJECTS:${arg_MAIN}>)
  target_link_libraries(${target} PRIVATE ${arg_LAYERS} cli)
  if(WORKBOOK_STATIC)
    # What a start comes by lies side by side: what of the file is read into memory, is read in
    # pieces of 64 KiB. tests/bench/order has recorded it; GNU's linker knows no such list.
    set(order ${CMAKE_SOURCE_DIR}/cmake/order.txt)
    target_link_options(${target} PRIVATE -static-pie
      -fuse-ld=lld -Wl,--symbol-ordering-file=${order} -Wl,--no-warn-symbol-ordering)
    set_target_properties(${target} PROPERTIES LINK_DEPENDS ${order})
  endif()
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${folder})
endfunction()

# One layer file as a library of object files, on the floor that declares what it is to do:
# container, or for chapters 09 to 11 one of their own.
function(layer_library name file)
  add_library(${name} OBJECT ${file})
  target_link_libraries(${name} PUBLIC container ${ARGN})
endfunction()

function(chapter number topic)
  set(floor "")
  if(number EQUAL 9)
    set(floor seccomp)
  elseif(number EQUAL 10)
    set(floor build)
  elseif(number EQUAL 11)
    set(floor runtime)
  endif()
  set(folder ${number}-${topic})
  add_library(main${number} OBJECT ${CMAKE_SOURCE_DIR}/chapters/${folder}/main.cpp)
  target_link_libraries(main${number} PUBLIC cli ${floor})
  layer_library(student${number} ${CMAKE_SOURCE_DIR}/chapters/${folder}/${topic}.cpp ${floor})
  layer_library(reference${number} ${CMAKE_SOURCE_DIR}/solutions/${folder}/${topic}.cpp ${floor})

  get_property(chapters GLOBAL PROPERTY chapters)
  list(TRANSFORM chapters REPLACE "(..)-.*" "reference\\1" OUTPUT_VARIABLE references)
  list(TRANSFORM chapters REPLACE "(..)-.*" "student\\1" OUTPUT_VARIABLE students)
  chapter_program(chapter${number} OUTPUT chapter${number}
    MAIN main${number} LAYERS ${references} student${number})
  chapter_program(solution${number} OUTPUT solutions/chapter${number}
    MAIN main${number} LAYERS ${references} reference${number})
  chapter_program(mine${number} OUTPUT mine/chapter${number}
    MAIN main${number} LAYERS ${students} student${number})
  set_target_properties(mine${number} PROPERTIES EXCLUDE_FROM_ALL ON)
  if(number GREATER_EQUAL 10)  # their commands start it
    foreach(kind chapter solution mine)
      add_dependencies(${kind}${number} workbook-registry)
    endforeach()
  endif()
  set_property(GLOBAL APPEND PROPERTY chapters ${folder})
endfunction()
