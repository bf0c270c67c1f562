import { storyPages } from '../../dev/fakes/stories';
import { StoryView } from '../../dev/StoryView';
import { describeStories } from '../testUtils/describeStories';

describeStories(storyPages, story => [
  ['tab', <StoryView story={story} />, story.says],
]);
